#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace akt::web {

/// `text` with & < > " ' replaced by character references; what is not UTF-8 becomes U+FFFD.
std::string escape_html(std::string_view text);

/// A piece of HTML. Text comes in only through format(), which escapes it.
class Html {
public:
    Html() = default;

    /// `pattern` is markup with {} (fmt's syntax); a part that is text is escaped, a part that is Html is
    /// not. The pattern must be a constant of this program's own.
    template <class... Parts>
    static Html format(fmt::string_view pattern, const Parts&... parts) {
        Html made;
        made.markup_ = fmt::vformat(pattern, fmt::make_format_args(safe(parts)...));
        return made;
    }

    const std::string& markup() const { return markup_; }
    bool empty() const { return markup_.empty(); }
    Html& operator+=(const Html& more) {
        markup_ += more.markup_;
        return *this;
    }

private:
    template <class Part>
    static auto safe(const Part& part) {
        if constexpr (std::is_same_v<Part, Html>) {
            return part.markup_;
        } else if constexpr (std::is_arithmetic_v<Part>) {
            return part;
        } else {
            return escape_html(part);
        }
    }

    std::string markup_;
};

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// "/path?a=b&c=d" with names and values percent-encoded (RFC 3986); pairs with an empty value are left out.
std::string url(std::string_view path, const Parameters& parameters);

}  // namespace akt::web
