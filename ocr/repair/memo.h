#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace akt {

/// Remembers what was found for keys met before, as many as fit: each key has one place, which the next key
/// there takes over. Begins small and doubles as it is asked for new things, up to `most_places` (a power of
/// two), so that a short text does not pay for a long one. The hash only says where to look: the keys
/// themselves are compared, so that no text can be made in which one word is answered for another. One a
/// thread.
template <class Key, class Value>
class Memo {
public:
    explicit Memo(std::size_t most_places) : most_places_(most_places) {}

    /// What is remembered for `key`, or, found now, what find(value) sets the value to, which may be an old
    /// one. `key`: anything a Key can be set to and compared with; `hash`: always the same for the same key.
    /// Valid until the next call.
    template <class Given, class Find>
    const Value& get(std::uint64_t hash, const Given& key, Find&& find) {
        if (places_.empty()) places_.resize(kFirstPlaces < most_places_ ? kFirstPlaces : most_places_);
        Place* place = &places_[at(hash)];
        if (place->used && place->hash == hash && place->key == key) return place->value;
        if (2 * ++found_ > places_.size() && places_.size() < most_places_) {
            grow();
            place = &places_[at(hash)];
        }
        find(place->value);
        place->key = key;
        place->hash = hash;
        place->used = true;
        return place->value;
    }

private:
    static constexpr std::size_t kFirstPlaces = 2048;
    struct Place {
        std::uint64_t hash = 0;
        bool used = false;
        Key key;
        Value value;
    };

    std::size_t at(std::uint64_t hash) const {
        return static_cast<std::size_t>((hash ^ hash >> 32) & (places_.size() - 1));
    }
    void grow() {
        std::vector<Place> old(2 * places_.size());
        old.swap(places_);
        for (Place& place : old)
            if (place.used) places_[at(place.hash)] = std::move(place);
        found_ = 0;
    }

    std::size_t most_places_;
    std::size_t found_ = 0;  ///< anew, since it last grew
    std::vector<Place> places_;
};

}  // namespace akt
