#include "corpus/train/ocr_errors/text_alignment.h"

#include <algorithm>
#include <cstdint>

#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr double kSameLetterCost = 0.5, kOtherCost = 1.0, kSpaceCost = 2.5;

enum class Step : std::uint8_t { both, missed, made_up };

/// Costs row by row, and the step that led to each cell.
class Table {
public:
    Table(std::u32string_view truth, std::u32string_view read) : columns_(read.size() + 1), row_(columns_) {
        steps_.resize((truth.size() + 1) * columns_, Step::made_up);
        for (std::size_t k = 0; k < columns_; ++k) row_[k] = static_cast<double>(k) * kGapCost;
        for (std::size_t i = 1; i <= truth.size(); ++i) {
            double diagonal = row_[0];
            row_[0] += kGapCost;
            steps_[i * columns_] = Step::missed;
            for (std::size_t k = 1; k < columns_; ++k) {
                const double both = diagonal + substitution_cost(truth[i - 1], read[k - 1]);
                const double missed = row_[k] + kGapCost, made_up = row_[k - 1] + kGapCost;
                diagonal = row_[k];
                row_[k] = std::min({both, missed, made_up});
                // Of alignments that cost the same: the one that misses what comes last ("till" read "til").
                steps_[i * columns_ + k] = row_[k] == missed ? Step::missed
                                           : row_[k] == both ? Step::both
                                                             : Step::made_up;
            }
        }
    }

    double cost() const { return row_.back(); }
    Step step(std::size_t i, std::size_t k) const { return steps_[i * columns_ + k]; }

private:
    std::size_t columns_;
    std::vector<double> row_;
    std::vector<Step> steps_;
};

bool one_sided(const AlignedPiece& piece) {
    return piece.truth_length == 0 || piece.read_length == 0;
}

}  // namespace

double substitution_cost(char32_t truth, char32_t read) {
    if (truth == read) return 0;
    if (is_space(truth) != is_space(read)) return kSpaceCost;
    if (is_space(truth)) return kSameLetterCost;
    return to_lower(without_marks(truth)) == to_lower(without_marks(read)) ? kSameLetterCost : kOtherCost;
}

double alignment_cost(std::u32string_view truth, std::u32string_view read) {
    return Table(truth, read).cost();
}

std::vector<AlignedPiece> align(std::u32string_view truth, std::u32string_view read) {
    const Table table(truth, read);
    std::vector<AlignedPiece> single;
    for (std::size_t i = truth.size(), k = read.size(); i > 0 || k > 0;) {
        const Step step = table.step(i, k);
        const std::size_t from_truth = step == Step::made_up ? 0 : 1,
                          from_read = step == Step::missed ? 0 : 1;
        i -= from_truth, k -= from_read;
        single.push_back({i, from_truth, k, from_read, step == Step::both && truth[i] == read[k]});
    }
    std::reverse(single.begin(), single.end());
    const auto letter = [&](const AlignedPiece& piece) {
        return piece.same && !is_space(truth[piece.truth_at]);
    };
    const auto joined = [](const AlignedPiece& a, const AlignedPiece& b) {
        return AlignedPiece{a.truth_at, a.truth_length + b.truth_length, a.read_at,
                            a.read_length + b.read_length};
    };
    std::vector<AlignedPiece> pieces;
    for (std::size_t at = 0; at < single.size();) {
        AlignedPiece piece = single[at++];
        if (!piece.same) {
            while (at < single.size() && !single[at].same) piece = joined(piece, single[at++]);
            if (one_sided(piece) && !pieces.empty() && letter(pieces.back())) {
                piece = joined(pieces.back(), piece);
                pieces.pop_back();
            } else if (one_sided(piece) && at < single.size() && letter(single[at])) {
                piece = joined(piece, single[at++]);
                while (at < single.size() && !single[at].same) piece = joined(piece, single[at++]);
            }
        }
        pieces.push_back(piece);
    }
    return pieces;
}

}  // namespace akt
