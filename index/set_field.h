#pragma once

#include <string>
#include <vector>

#include "index/fields.h"
#include "index/metadata/metadata.h"

namespace akt {

/// A field and the value a person gives it.
struct FieldSetting {
    FieldId field;
    std::string value;
};

/// Reads "field=value" (any name of the field). Throws Error(usage) for an unknown field, one that cannot be
/// set, or a value it cannot have; the hint names what can.
FieldSetting parse_field_setting(std::string_view text);

/// Puts the value in place of what was found; lists (dnr, tag, section) get it added. It is marked as a
/// person's.
void apply_field_setting(const FieldSetting& setting, Metadata& metadata);

}  // namespace akt
