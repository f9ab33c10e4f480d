"""Small mistakes made in a module on purpose: another comparison, sign, number, branch or answer.

A mutant is put into the running program (`planted`), tried, and taken out again. What each of them is called
says where it is and what was changed; a second one of the same name carries a number.
"""

import ast
import copy
import importlib
import types
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
RECKONED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Mod: ast.Mult}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One mistake: `module` is dotted, `function` the outermost one it is in ("" for none)."""

    module: str
    function: str
    words: str
    tree: ast.Module

    @property
    def name(self):
        """What it is called in a list."""
        return ".".join(filter(None, (self.module, self.function))) + f": {self.words}"


def of(module):
    """Return every Mutant of a module, in the order of its lines."""
    tree = ast.parse(Path(importlib.import_module(module).__file__).read_text())
    seen, found = Counter(), []
    for path, function in _places(tree):
        for change in _changes(_at(tree, path)):
            mutated = copy.deepcopy(tree)
            node = _at(mutated, path)
            before = _shown(mutated, path)
            _put(mutated, path, change(node))
            words = f"{before} → {_shown(mutated, path)}"
            seen[function, words] += 1
            again = f" ({seen[function, words]})" if seen[function, words] > 1 else ""
            found.append(Mutant(module, function, words + again, ast.fix_missing_locations(mutated)))
    return found


@contextmanager
def planted(mutant):
    """Let the program run with the mistake; whoever holds a function of the module runs the changed one."""
    module = importlib.import_module(mutant.module)
    fresh = types.ModuleType(mutant.module)
    fresh.__file__ = module.__file__
    undo = []
    try:
        exec(compile(mutant.tree, module.__file__, "exec"), vars(fresh))
        for name in _own_names(mutant.tree):
            _replace(module, name, vars(fresh)[name], undo)
        yield
    finally:
        for owner, name, value in reversed(undo):
            setattr(owner, name, value)


def _replace(owner, name, new, undo):
    """Give `owner` the new value under `name`; functions and classes stay themselves and change within."""
    old = vars(owner).get(name)
    old, new = (each.fget if isinstance(each, property) else each for each in (old, new))
    if isinstance(old, types.FunctionType):
        for part in ("__code__", "__defaults__", "__kwdefaults__"):
            undo.append((old, part, getattr(old, part)))
            setattr(old, part, getattr(new, part))
    elif isinstance(old, type):
        for inner, value in list(vars(new).items()):
            if inner in vars(old) and (inner == "__init__" or not inner.startswith("__")):
                _replace(old, inner, value, undo)
    elif not isinstance(old, types.MemberDescriptorType):
        undo.append((owner, name, old))
        setattr(owner, name, new)


def _own_names(tree):
    """What a module itself defines, not what it imports."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        for target in getattr(node, "targets", ()):
            yield from (each.id for each in ast.walk(target) if isinstance(each, ast.Name))


# where something may be changed: a path is (field, index or None) from the module down


def _places(tree):
    """Yield (path, name of the outermost function or method) of every node but docstrings and annotations."""
    stack = [((), tree, "")]
    while stack:
        path, node, function = stack.pop()
        yield path, function
        inner = []
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list", "format_spec", "ctx"):
                continue
            rows = enumerate(value) if isinstance(value, list) else [(None, value)]
            for index, child in rows:
                if isinstance(child, ast.AST) and not _is_text(child):
                    inner.append(((*path, (field, index)), child, _named(function, node, child)))
        stack.extend(reversed(inner))


def _named(function, node, child):
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and isinstance(child, ast.ClassDef):
        return child.name
    if isinstance(child, ast.FunctionDef) and isinstance(node, ast.Module | ast.ClassDef):
        return f"{function}.{child.name}" if function else child.name
    return function


def _is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _at(tree, path):
    for field, index in path:
        tree = getattr(tree, field) if index is None else getattr(tree, field)[index]
    return tree


def _put(tree, path, node):
    (field, index), owner = path[-1], _at(tree, path[:-1])
    if index is None:
        setattr(owner, field, node)
    else:
        getattr(owner, field)[index] = node


def _shown(tree, path):
    """Return in words the smallest thing around the change that reads as a phrase."""
    around = [tree]
    for step in path:
        around.append(_at(around[-1], [step]))
    phrases = ast.Compare | ast.BinOp | ast.BoolOp | ast.Call | ast.keyword | ast.comprehension
    inner = around[-1]
    for node in reversed(around[:-1]):
        if isinstance(inner, ast.stmt | ast.comprehension) or isinstance(node, ast.Module | ast.FunctionDef):
            break
        inner = node
        if isinstance(node, phrases):
            break
    return " ".join(ast.unparse(inner.test if isinstance(inner, ast.If | ast.While) else inner).split())


# what may be changed about a node


def _changes(node):
    """Return functions that take the node and return it with one mistake."""
    found = []
    if isinstance(node, ast.Compare):
        found += [_compared(place) for place, each in enumerate(node.ops) if type(each) in COMPARED]
    if isinstance(node, ast.BinOp) and type(node.op) in RECKONED:
        found.append(lambda it: ast.BinOp(it.left, RECKONED[type(it.op)](), it.right))
    if isinstance(node, ast.BoolOp):
        found.append(lambda it: ast.BoolOp(ast.Or() if isinstance(it.op, ast.And) else ast.And(), it.values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        found.append(lambda it: it.operand)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLED:
        found.append(lambda it: ast.Call(ast.Name(CALLED[it.func.id], ast.Load()), it.args, it.keywords))
    if isinstance(node, ast.Constant):
        found += _constants(node.value)
    if isinstance(node, ast.If | ast.IfExp | ast.While) and not _is_turned_itself(node.test):
        found.append(_turned)
    if isinstance(node, ast.comprehension) and node.ifs:
        found.append(lambda it: ast.comprehension(it.target, it.iter, [], it.is_async))
    if isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        found.append(lambda it: ast.Return(ast.Constant(None)))
    return found


def _compared(place):
    def change(node):
        ops = [COMPARED[type(each)]() if at == place else each for at, each in enumerate(node.ops)]
        return ast.Compare(node.left, ops, node.comparators)

    return change


def _constants(value):
    """Numbers and truths; of texts only the short names by which the rules tell things apart."""
    if isinstance(value, bool):
        return [lambda it: ast.Constant(not value)]
    if isinstance(value, int):
        return [lambda it: ast.Constant(value + 1)]
    if isinstance(value, str) and value.isascii() and value.isidentifier():
        return [lambda it: ast.Constant(f"{value}_")]
    return []


def _turned(node):
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return node


def _is_turned_itself(test):
    """Whether a change of its comparison says the opposite already."""
    return isinstance(test, ast.Compare) and not isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE)


def _is_none(node):
    return isinstance(node, ast.Constant) and node.value is None
