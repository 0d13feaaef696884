"""Small changes to the code and its word lists, and which of them no test notices (`python -m tests.mutants`).

Words, constants, conditions and comparisons of `french/`, `rules/`, `resolve/` and `zones/` are changed, one at a time
and seeded: `<` becomes `<=`, `and` becomes `or`, a condition its opposite, a number the next one, a word list loses an
entry. Each changed copy of the package is tried in a process of its own, forked from one that holds the language model.
The tools of the field (mutmut, cosmic-ray) load the model anew for each change, which costs more than the tests, and
know no word lists.
"""
