"""The rooms of the two largest apps: each says what stands in it, and uses only rooms before it."""

import ast

import pytest

from tests.architecture import source

LINES = {
    "awards": [
        "cataloguing",
        "limiting",
        "past",
        "qualifying",
        "nominating",
        "registering",
        "designing",
        "certifying",
        "printing",
        "deciding",
        "submitting",
    ],
    "conferences": [
        "reckoning",
        "attending",
        "endorsing",
        "casting",
        "polling",
        "standing",
        "reporting",
        "closing",
        "rehearsing",
        "running",
        "showing",
    ],
}
TOPS = {
    "awards": [
        "apps",
        "effects",
        "forms",
        "permissions",
        "rounds",
        "states",
        "tasks",
        "trail",
        "urls",
        "visibility",
    ],
    "conferences": [
        "agenda",
        "apps",
        "conference_papers",
        "effects",
        "forms",
        "holding",
        "marks",
        "permissions",
        "places",
        "states",
        "tasks",
        "urls",
    ],
}
KEPT = {"views", "models", "migrations"}
WIRING = {"forms", "permissions", "urls"}  # read by views alone, so as free as they


def is_wiring(name):
    return name in WIRING or name.endswith("_forms")


def modules_in(app, room):
    return sorted(path.stem for path in (source.ROOT / app / room).glob("*.py") if path.stem != "__init__")


def module_named(name, names):
    """The modules that `from name import names` reads."""
    inside = [f"{name}.{each}" for each in names]
    places = [source.ROOT.joinpath(*each.split(".")) for each in inside]
    found = [
        each
        for each, place in zip(inside, places, strict=True)
        if place.with_suffix(".py").exists() or place.is_dir()
    ]
    return found or [name]


def imported(path, tree):
    """(dotted module, line) of every module of ours that a file imports; relative ones, too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            folder = path.parts[: len(path.parts) - node.level] if node.level else ()
            name = ".".join([*folder, *filter(None, [node.module])])
            for found in module_named(name, [alias.name for alias in node.names]):
                yield found, node.lineno


@pytest.mark.parametrize("app", LINES)
def test_every_module_stands_in_a_room_or_is_known_at_the_top(app):
    folder = source.ROOT / app
    rooms = {path.parent.name for path in folder.glob("*/__init__.py")}
    assert rooms == {*LINES[app], *KEPT}
    assert sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__") == TOPS[app]


@pytest.mark.parametrize("app", LINES)
def test_a_package_says_what_stands_in_it_and_imports_nothing(app):
    for room in LINES[app]:
        tree = ast.parse((source.ROOT / app / room / "__init__.py").read_text())
        told = " ".join(ast.get_docstring(tree).split())
        silent = [name for name in modules_in(app, room) if f"{name} (" not in told and not is_wiring(name)]
        assert (room, silent, len(tree.body)) == (room, [], 1)


@pytest.mark.parametrize("app", LINES)
def test_a_room_uses_only_rooms_before_it(app):
    place = LINES[app].index
    wrong = [
        f"{path}:{line} imports {name}"
        for path, tree in source.modules(app)
        if len(path.parts) > 2 and path.parts[1] in LINES[app] and not is_wiring(path.stem)
        for name, line in imported(path, tree)
        if (room := name.split(".")[1:2]) and name.startswith(f"{app}.") and room[0] in LINES[app]
        if place(room[0]) > place(path.parts[1])
    ]
    assert wrong == []


def test_no_module_imports_itself_in_a_circle():
    """All modules of all apps can be put in an order in which each stands after what it uses."""
    uses = {
        ".".join(path.with_suffix("").parts).removesuffix(".__init__"): {
            name for name, _ in imported(path, tree)
        }
        for path, tree in source.modules(*source.LINE)
    }
    left = {name: found & uses.keys() - {name} for name, found in uses.items()}
    while ready := {name for name, found in left.items() if not found & left.keys()}:
        left = {name: found for name, found in left.items() if name not in ready}
    assert left == {}
