"""Small enough to be read: files under 300 lines, functions under 40, everything says why it is there."""

import ast

from django.conf import settings

from tests.architecture import source

FILE, TEST_FILE, FUNCTION, VIEW = 300, 450, 40, 25  # lines; tables of cases may be longer
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}


def test_no_file_passes_300_lines():
    sizes = {path: len(source.ROOT.joinpath(path).read_text().splitlines()) for path, _ in all_modules()}
    most = {path: TEST_FILE if path.parts[0] == "tests" else FILE for path in sizes}

    assert {path.as_posix(): lines for path, lines in sizes.items() if lines > most[path]} == {}


def all_modules():
    """Every module of the project."""
    return source.modules(*source.OWN, "tests", "bench")


def test_no_function_passes_40_lines():
    long = {
        f"{path}:{node.name}": node.end_lineno - node.lineno + 1
        for path, tree in source.modules()
        for node in source.functions(tree)
        if node.end_lineno - node.lineno + 1 > FUNCTION
    }
    assert long == {}


def views():
    """Modules that answer requests."""
    return [(path, tree) for path, tree in source.modules(*settings.LINE) if "views" in path.as_posix()]


def test_no_view_passes_25_lines():
    long = {
        f"{path}:{node.name}": node.end_lineno - node.lineno + 1
        for path, tree in views()
        for node in source.functions(tree)
        if node.end_lineno - node.lineno + 1 > VIEW
    }
    assert long == {}


def test_views_forms_and_tasks_never_write_to_the_database():
    thin = ("views", "forms.py", "tasks.py", "inputs.py", "guards.py", "middleware.py")
    wrong = [
        f"{path}:{node.lineno} {node.func.attr}"
        for path, tree in source.modules(*settings.LINE)
        if any(part in path.as_posix() for part in thin)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]
    assert wrong == []


def test_models_have_no_method_that_writes():
    wrong = [
        f"{path}:{node.lineno} {node.func.attr}"
        for path, tree in source.modules(*settings.LINE)
        if "models" in path.as_posix()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]
    assert wrong == []


def test_every_module_says_what_it_is():
    silent = [path.as_posix() for path, tree in source.modules() if not ast.get_docstring(tree)]
    assert [path for path in silent if not path.endswith("migrations/__init__.py")] == []


def test_no_module_is_called_utils():
    names = {path.stem for path, _ in source.modules()}
    assert names & {"utils", "helpers", "common", "misc"} == set()
