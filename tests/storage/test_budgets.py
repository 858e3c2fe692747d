"""A day's budget is counted over restarts."""

from datetime import date

from storage import budgets
from storage.database import Database


async def test_a_budget_lasts_for_a_day_and_for_one_name(database: Database) -> None:
    first, second = date(2030, 1, 2), date(2030, 1, 3)
    spent = []
    for name, day in [("a", first)] * 3 + [("b", first), ("a", second), ("a", second), ("a", second)]:
        async with database.transaction() as connection:
            spent.append(await budgets.spend(connection, name, day, 2))
    assert spent == [True, True, False, True, True, True, False]
