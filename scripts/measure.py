"""`make measure`: the figures of the house, read from the syntax trees. A smell detector, not a goal."""

import ast
import statistics
from collections import Counter
from pathlib import Path

from scripts.console import ROOT, say

NOT_OURS = {".git", ".venv", ".native", ".python", "node_modules", "migrations", "var"}
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "update",
}
LONG_FUNCTION = 40
LONG_FILE = 300
Functions = (ast.FunctionDef, ast.AsyncFunctionDef)


class Source:
    """One Python file: its place, its size and its syntax tree."""

    def __init__(self, path):
        """Read and parse it."""
        self.path = path
        self.place = path.relative_to(ROOT).as_posix()
        self.room = self.place.split("/")[0]
        text = path.read_text()
        self.lines = text.count("\n")
        self.tree = ast.parse(text)
        self.nodes = list(ast.walk(self.tree))

    @property
    def holds_views(self):
        """Tell whether the file is `views.py` or lies in `views/`."""
        return Path(self.place).stem == "views" or "views" in Path(self.place).parts

    def functions(self):
        """Return every function and method."""
        return [node for node in self.nodes if isinstance(node, Functions)]

    def imports(self):
        """Yield (first word of the imported module, whether the import stands inside a function)."""
        inside = {id(node) for function in self.functions() for node in ast.walk(function)}
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((alias.name.split(".")[0], id(node) in inside) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield (self.room if node.level else node.module.split(".")[0], id(node) in inside)

    def writes(self):
        """Count the calls that look like ORM writes."""
        calls = (node.func for node in self.nodes if isinstance(node, ast.Call))
        return sum(isinstance(called, ast.Attribute) and called.attr in WRITES for called in calls)


def main():
    """Print one figure per line."""
    rooms = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))
    sources = [Source(path) for path in sorted(ROOT.rglob("*.py")) if ours(path)]
    app = [source for source in sources if source.room in rooms and source.lines]
    tests = [source for source in sources if source.room == "tests" and source.lines]
    for name, figure in (*figures_of(app, rooms), *figures_of_tests(tests, app)):
        say(f"{name:<30}{figure}")


def ours(path):
    """Tell whether a file is written by hand and belongs to the project."""
    return not NOT_OURS & set(path.relative_to(ROOT).parts)


def figures_of(app, rooms):
    """Yield the figures of the applications."""
    functions = [
        (length(node), f"{source.place}:{node.name}") for source in app for node in source.functions()
    ]
    views = [length(node) for source in app if source.holds_views for node in units(source)]
    in_views = sum(source.writes() for source in app if source.holds_views)
    yield "app files", f"{len(app)}, {sum(source.lines for source in app)} lines"
    yield "lines per file", spread([source.lines for source in app])
    yield f"files over {LONG_FILE} lines", listed(s.place for s in app if s.lines > LONG_FILE)
    yield "lines per function", spread([size for size, _ in functions])
    yield f"functions over {LONG_FUNCTION}", listed(name for size, name in functions if size > LONG_FUNCTION)
    yield "lines per view", spread(views)
    yield "ORM writes in view files", f"{in_views} of {sum(source.writes() for source in app)}"
    yield "imports inside functions", listed(s.place for s in app for _, inside in s.imports() if inside)
    yield "apps in an import cycle", listed(cycle(app, rooms))
    yield "docstrings, modules", share([source.tree for source in app])
    yield "docstrings, public functions", share(public_functions(app))


def figures_of_tests(tests, app):
    """Yield the figures of the tests."""
    lines, product = sum(s.lines for s in tests), sum(s.lines for s in app)
    count = sum(node.name.startswith("test_") for source in tests for node in source.functions())
    yield "tests", f"{count} functions, {lines} lines, {lines / max(product, 1):.2f} × app"


def length(node):
    """Return how many lines a function or a class takes."""
    return node.end_lineno - node.lineno + 1


def units(source):
    """Return what stands at the top of a view file: functions and classes."""
    return [node for node in source.tree.body if isinstance(node, (*Functions, ast.ClassDef))]


def public_functions(app):
    """Return the functions other modules may call; one inside another function is nobody else's."""
    owners = [node for source in app for node in source.nodes if isinstance(node, ast.Module | ast.ClassDef)]
    members = (node for owner in owners for node in owner.body if isinstance(node, Functions))
    return [node for node in members if not node.name.startswith("_")]


def cycle(app, rooms):
    """Return the rooms that reach themselves through imports."""
    reach = {room: set() for room in rooms}
    for source in app:
        reach[source.room] |= {name for name, _ in source.imports() if name in reach and name != source.room}
    for _ in rooms:
        for room in rooms:
            reach[room] |= {further for near in reach[room] for further in reach[near]}
    return [room for room in rooms if room in reach[room]]


def spread(sizes):
    """Return median, nine-tenths and maximum in words."""
    ordered = sorted(sizes) or [0]
    ninth = ordered[int(0.9 * (len(ordered) - 1))]
    return f"median {statistics.median(ordered):.0f}, p90 {ninth}, max {ordered[-1]}"


def share(nodes):
    """Return how many of the nodes have a docstring, in per cent."""
    return f"{100 * sum(bool(ast.get_docstring(node)) for node in nodes) / max(len(nodes), 1):.0f} %"


def listed(names):
    """Return how many and which."""
    counted = Counter(names)
    which = ", ".join(name if times == 1 else f"{name} ({times})" for name, times in sorted(counted.items()))
    return f"{counted.total()}  {which}".rstrip()


if __name__ == "__main__":
    main()
