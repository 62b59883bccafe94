"""The long soak of the voice's process, in short."""

from bench.worker_soak import Soak, figures, soak


def test_nothing_is_lost_silent_or_cut_while_the_process_is_killed() -> None:
    result, times = soak(utterances=200, kills=5, seed=7)
    assert result.kills == 5
    assert result.processes > 1
    assert (result.utterances, result.lost, result.silent, result.cut) == (200, 0, 0, 0)
    assert len(times) == 200


def test_figures_hold_the_counts_and_the_times() -> None:
    kept = figures(Soak(utterances=2, kills=1), [10.0, 30.0], seed=7)
    assert kept["kills"] == 1
    assert kept["seed"] == 7
    assert kept["milliseconds_an_utterance"]["max"] == 30.0
