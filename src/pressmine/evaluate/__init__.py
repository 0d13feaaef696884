"""How good records are: they are held against gold, field by field, and every error is named."""

from pressmine.evaluate.gold import Gold, load_gold
from pressmine.evaluate.judging import FIELDS, judge
from pressmine.evaluate.mended import judge_corrections, own_values
from pressmine.evaluate.scoring import Score, scores
from pressmine.evaluate.verdicts import Verdict

__all__ = ["FIELDS", "Gold", "Score", "Verdict", "judge", "judge_corrections", "load_gold", "own_values", "scores"]
