"""Migrations in a quarter of the time: a change that touches one model makes only that model anew.

After every operation Django makes the class of each model anew that is related to the changed one, over any
number of steps, and here all models are. That was four fifths of the first start. What adds a model, a field
or a constraint, or alters a column no other model points to, leaves the columns of the others as they are, so
they wait until somebody asks for all models and are then made together. RunPython hands them to its function;
those that only write triggers never ask.
"""

from contextlib import contextmanager

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState, StateApps
from django.utils.functional import SimpleLazyObject


class State(ProjectState):
    """What the models are at one point of the migrations."""

    alone = False  # whether a change concerns one model only

    def clone(self):
        """Return a copy that is as quick."""
        twin = super().clone()
        twin.__class__ = type(self)
        return twin

    def reload_model(self, app_label, model_name, delay=False):
        """Make the changed model anew; those related to it later, when it is alone.

        `delay` is Django's word that no other model has the changed column in it.
        """
        if not (self.alone or delay):
            super().reload_model(app_label, model_name, delay)
        elif "apps" in self.__dict__:
            self.is_delayed = True  # Django's mark that all are made anew before anybody uses them
            self._reload({(app_label, model_name.lower())})

    def clear_delayed_apps_cache(self):
        """Prepare for RunPython: its function gets all models, made when it first asks for one."""
        if self.is_delayed and "apps" in self.__dict__:
            self.__dict__["apps"] = SimpleLazyObject(lambda: StateApps(self.real_apps, self.models))

    def add_model(self, *args, **kwargs):
        """Add a model, to which no other points yet."""
        with self._alone():
            super().add_model(*args, **kwargs)

    def add_field(self, *args, **kwargs):
        """Add a column."""
        with self._alone():
            super().add_field(*args, **kwargs)

    def alter_model_options(self, *args, **kwargs):
        """Change what no other model sees: names, order."""
        with self._alone():
            super().alter_model_options(*args, **kwargs)

    def _append_option(self, *args, **kwargs):
        with self._alone():
            super()._append_option(*args, **kwargs)

    def _remove_option(self, *args, **kwargs):
        with self._alone():
            super()._remove_option(*args, **kwargs)

    @contextmanager
    def _alone(self):
        self.alone = True
        try:
            yield
        finally:
            self.alone = False


class Executor(MigrationExecutor):
    """Django's, on our states."""

    def _create_project_state(self, *args, **kwargs):
        state = super()._create_project_state(*args, **kwargs)
        state.__class__ = State
        return state
