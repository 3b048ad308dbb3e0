#pragma once

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace akt {

/// Follow-the-regularised-leader with L1 and L2 (McMahan et al. 2013): online logistic training that leaves
/// most weights at exactly 0. Features are hashed into a table of 2^bits places; what is kept is found again
/// by full hash.
class Ftrl {
public:
    struct Settings {
        float alpha = 0.1F, beta = 1.0F, l1 = 0.5F, l2 = 1.0F;
    };
    Ftrl(unsigned bits, Settings settings)
        : shift_(64 - bits), settings_(settings), places_(std::size_t{1} << bits) {}

    float weight(std::uint64_t feature) const { return weight_of(places_[feature >> shift_]); }

    void update(std::uint64_t feature, float gradient) {
        Place& place = places_[feature >> shift_];
        const float squared = gradient * gradient;
        const float step = (std::sqrt(place.n + squared) - std::sqrt(place.n)) / settings_.alpha;
        place.z += gradient - step * weight_of(place);
        place.n += squared;
        place.feature = feature;
    }

    /// The surviving weights; a place shared by two features goes to the one seen last.
    std::vector<std::pair<std::uint64_t, float>> weights() const {
        std::vector<std::pair<std::uint64_t, float>> out;
        for (const Place& place : places_)
            if (const float weight = weight_of(place); weight != 0) out.emplace_back(place.feature, weight);
        return out;
    }

private:
    struct Place {
        float z = 0, n = 0;
        std::uint64_t feature = 0;
    };
    float weight_of(const Place& place) const {
        if (std::fabs(place.z) <= settings_.l1) return 0;
        const float sign = place.z < 0 ? -1.0F : 1.0F;
        return -(place.z - sign * settings_.l1) /
               ((settings_.beta + std::sqrt(place.n)) / settings_.alpha + settings_.l2);
    }

    unsigned shift_;
    Settings settings_;
    std::vector<Place> places_;
};

}  // namespace akt
