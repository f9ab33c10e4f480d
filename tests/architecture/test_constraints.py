"""Every constraint can say its sentence: Django fills it by `%`, so a percent sign is written twice."""

import pytest
from django.apps import apps

CONSTRAINTS = [
    pytest.param(each, id=each.name) for model in apps.get_models() for each in model._meta.constraints
]


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_constraint_says_its_sentence(constraint):
    assert "%%" not in str(constraint.get_violation_error_message())
