#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace akt {

/// Remembers what was found for keys met before, as many as fit: each key has one place, which the next key
/// there takes over. Begins small and doubles as it is asked for new things, up to `most_places` (a power of
/// two), so that a short text does not pay for a long one. Keys are hashes, and taken for what they stand
/// for: two of a million different words share one once in some 30 million texts. One a thread.
template <class Value>
class Memo {
public:
    explicit Memo(std::size_t most_places) : most_places_(most_places) {}

    /// What is remembered for `key`, or, found now, what find(value) sets the value to, which may be an old
    /// one. Valid until the next call.
    template <class Find>
    const Value& get(std::uint64_t key, Find&& find) {
        if (places_.empty()) places_.resize(kFirstPlaces < most_places_ ? kFirstPlaces : most_places_);
        Place* place = &places_[at(key)];
        if (place->used && place->key == key) return place->value;
        if (2 * ++found_ > places_.size() && places_.size() < most_places_) {
            grow();
            place = &places_[at(key)];
        }
        find(place->value);
        place->key = key;
        place->used = true;
        return place->value;
    }

private:
    static constexpr std::size_t kFirstPlaces = 2048;
    struct Place {
        std::uint64_t key = 0;
        bool used = false;
        Value value;
    };

    std::size_t at(std::uint64_t key) const {
        return static_cast<std::size_t>((key ^ key >> 32) & (places_.size() - 1));
    }
    void grow() {
        std::vector<Place> old(2 * places_.size());
        old.swap(places_);
        for (Place& place : old)
            if (place.used) places_[at(place.key)] = std::move(place);
        found_ = 0;
    }

    std::size_t most_places_;
    std::size_t found_ = 0;  ///< anew, since it last grew
    std::vector<Place> places_;
};

}  // namespace akt
