#pragma once

namespace akt {

/// Of changes to misread words that are taken to be so probable or more, up to the next step, such a share is
/// right. Counted on rendered pages of the training text and written by corpus/train/fit_reliability.
struct ReliabilityStep {
    double said = 0, right = 0;
};
inline constexpr ReliabilityStep kReliabilityOfMisreadWords[] = {
    {0.0000, 0.4762}, {0.8000, 0.6320}, {0.8982, 0.6667}, {0.9352, 0.7381},
    {0.9550, 0.7705}, {0.9820, 0.8333}, {0.9860, 0.8571}, {0.9894, 0.9091},
    {0.9980, 0.9259}, {0.9992, 0.9426}, {0.9996, 0.9479}, {1.0000, 0.9685},
};

/// The share of changes like it that are right, for a change taken to be so probable.
constexpr double share_right(double said) {
    double right = kReliabilityOfMisreadWords[0].right;
    for (const ReliabilityStep& step : kReliabilityOfMisreadWords)
        if (step.said <= said) right = step.right;
    return right;
}

}  // namespace akt
