"""The parts of the sample generator, one responsibility each; see ../README.md."""
