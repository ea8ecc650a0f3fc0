"""What is said of the cubes without an engine is what the cubes are."""

import subprocess
import sys

import pytest

from smwidgets.core.errors import ConfigurationError, MissingDataError, UnknownNameError
from smwidgets.data.connecting import connect
from smwidgets.data.cubes import CUBES
from smwidgets.data.shapes import SHAPES, meets

RESIDENT = [name for name, shape in SHAPES.items() if shape.resident]


@pytest.fixture
def shop(six_tables):
    six_tables["contacts"] = six_tables["contacts"].assign(opted_out_at=["2026-01-03 10:00", None])
    with connect(six_tables) as shop:
        yield shop


def test_every_shape_has_its_cube():
    assert {name: cube.shape for name, cube in CUBES.items()} == dict(SHAPES)


@pytest.mark.parametrize("name", RESIDENT)
def test_a_resident_cube_has_the_columns_of_its_shape(shop, name):
    cube, shape = shop.cube(name), SHAPES[name]
    assert tuple(cube.columns) == (*shape.dimensions, *shape.measures)
    assert {measure: str(cube[measure].dtype) for measure in shape.measures} == dict(shape.dtypes)
    assert cube.index.name == "bucket_at"
    assert cube.index.is_monotonic_increasing
    assert len(cube) > 0


@pytest.mark.parametrize("name", sorted(set(SHAPES) - set(RESIDENT)))
def test_a_cube_that_grows_with_the_campaigns_is_not_read_into_the_kernel(shop, name):
    with pytest.raises(ConfigurationError, match="ask for a slice"):
        shop.cube(name)


def test_the_shapes_need_no_engine():
    program = (
        "import sys, smwidgets.data.shapes, smwidgets.data.slicing; assert not {'ibis', 'sqlglot'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@pytest.mark.parametrize(
    ("tables", "cubes"),
    [
        (("contacts",), {"contacts"}),
        (("events",), {"sales", "customers", "potential"}),
        (("interactions",), {"campaign_activity"}),
        (("visits", "interactions"), {"campaign_activity", "contact_activity", "visits"}),
        (("visits", "page_views"), {"page_views", "visits"}),
        (("page_views",), {"page_views"}),
        (("visits",), {"visits"}),
        (("campaigns",), set()),
        (
            ("events", "interactions"),
            {
                "sales", "customers", "potential",
                "channel_sales", "module_sales", "campaign_sales", "campaign_activity",
            },
        ),
    ],
)  # fmt: skip
def test_a_shop_has_the_cubes_that_its_tables_allow(six_tables, tables, cubes):
    with connect({name: six_tables[name] for name in tables}) as shop:
        for name in SHAPES:
            if name in cubes:
                shop.slice(name, shop.imported_at.replace(tzinfo=None), shop.imported_at.replace(tzinfo=None))
            else:
                with pytest.raises(MissingDataError):
                    shop.slice(name, shop.imported_at.replace(tzinfo=None), shop.imported_at.replace(tzinfo=None))


def test_columns_are_required_one_by_one():
    assert meets({"events": ("type",)}, {"events": ("type", "value")})
    assert not meets({"events": ("type",)}, {"events": ("value",)})
    assert not meets({"events": ()}, {"visits": ("visit_id",)})
    assert SHAPES["page_views"].is_met({"visits": ("started_at", "page_views")})
    assert not SHAPES["page_views"].is_met({"visits": ("started_at",)})


def test_an_unknown_cube_is_named(shop):
    now = shop.imported_at.replace(tzinfo=None)
    for ask in (shop.cube, lambda name: shop.partial(name, now, now), lambda name: shop.slice(name, now, now)):
        with pytest.raises(UnknownNameError, match="did you mean 'channel_sales'"):
            ask("chanel_sales")
