"""What a reader of the code is owed: each public function of the ledger says what goes in, what comes out and where it is from."""

import ast

import pytest

from press import ROOT


def public_functions(folder):
    for path in sorted((ROOT / "ledger" / folder).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield pytest.param(node, ast.get_docstring(tree), id=f"{path.relative_to(ROOT / 'ledger')}:{node.name}")


def arguments(node):
    return [one.arg for one in (*node.args.args, *node.args.kwonlyargs)]


@pytest.mark.parametrize(("node", "module"), [*public_functions("methods"), *public_functions("figures")])
def test_a_function_describes_what_it_takes(node, module):
    told = ast.get_docstring(node) or ""
    assert module and told.endswith((".", "…")), "a docstring of whole sentences"
    assert [name for name in arguments(node) if name not in told] == [], "arguments that the docstring does not name"


@pytest.mark.parametrize(("node", "module"), list(public_functions("methods")))
def test_a_method_names_its_source(node, module):
    assert "Source:" in (ast.get_docstring(node) or "") + module
