"""Readers that are not ours, on the files that the native tests write: DuckDB on CSV and NDJSON,
Frictionless on the data packages, pyxform on the forms. Called by ./dev readers."""

import json
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

import duckdb
from frictionless import Package
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

FOLDER = Path(sys.argv.pop(1))
EXPECTED = json.loads((FOLDER / "expected.json").read_text())
TYPES = {
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
    "decimal": "DOUBLE",
    "date": "DATE",
    "one of": "VARCHAR",
    "name": "VARCHAR",
}


def csv(path):
    return f"read_csv('{path}', header=true, delim=',', quote='\"', escape='\"', sample_size=-1)"


def ndjson(path):
    return f"read_json('{path}', format='newline_delimited', sample_size=-1)"


def one(query):
    return duckdb.sql(query).fetchall()[0]


def found_types(source):
    return {row[0]: row[1] for row in duckdb.sql(f"describe select * from {source}").fetchall()}


def described_types(folder, table):
    source = csv(FOLDER / folder / "codebook.csv")
    rows = duckdb.sql(f'select "column", type from {source} where file = \'{table}\'').fetchall()
    return dict(rows)


class Tables(unittest.TestCase):
    def test_both_formats_give_the_sums_of_the_cases(self):
        for source, options in (
            (csv(FOLDER / "csv/answers.csv"), "unnest(string_split(options, ';'))"),
            (ndjson(FOLDER / "ndjson/answers.ndjson"), "unnest(options)"),
        ):
            row = one(
                "select count(distinct \"case\"), count(*) filter (where absent is null "
                "and (yes, option, options, number, amount, date, length, text) is distinct from "
                "(null, null, null, null, null, null, null, null)), "
                f"sum(number), count(*) filter (where yes), round(sum(amount) * 100) from {source}"
            )
            self.assertLessEqual(row[0], EXPECTED["cases"])
            self.assertEqual(row[1:3], (EXPECTED["answers"], EXPECTED["numbers"]))
            self.assertEqual(row[3:5], (EXPECTED["yes"], EXPECTED["cents"]))
            chosen = one(f"select count(*) from (select {options} as o from {source}) where o != 'none_of_these'")
            self.assertEqual(chosen[0], EXPECTED["options"])

    def test_one_row_a_case(self):
        for source in (csv(FOLDER / "csv/cases.csv"), ndjson(FOLDER / "ndjson/cases.ndjson")):
            self.assertEqual(one(f'select count(*), count(distinct "case") from {source}'), (EXPECTED["cases"],) * 2)
        self.assertEqual(one(f"select count(*) from {csv(FOLDER / 'htcds/cases.csv')}")[0], EXPECTED["cases"])

    def test_each_column_has_the_type_that_the_codebook_says(self):
        for folder, table in (("csv", "cases"), ("csv", "answers"), ("csv", "clues"), ("htcds", "cases")):
            source = csv(FOLDER / folder / f"{table}.csv")
            said, found = described_types(folder, table), found_types(source)
            self.assertEqual(list(said), list(found))
            seen = 0
            for column, kind in said.items():
                filled = one(f'select count("{column}") from {source}')[0]
                if filled and kind in TYPES:
                    self.assertEqual(found[column], TYPES[kind], column)
                    seen += 1
            self.assertGreater(seen, 2)

    def test_nothing_that_was_written_is_lost_or_cut(self):
        texts = "select \"case\", question, text, own_words, observed from {} order by all"
        from_csv = duckdb.sql(texts.format(csv(FOLDER / "csv/answers.csv"))).fetchall()
        from_json = duckdb.sql(texts.format(ndjson(FOLDER / "ndjson/answers.ndjson"))).fetchall()
        self.assertEqual(len(from_csv), len(from_json))
        words = lambda rows: sorted(str(cell).lstrip("'") for row in rows for cell in row[2:] if cell)
        self.assertEqual(words(from_csv), words(from_json))


class Packages(unittest.TestCase):
    def test_the_data_packages_are_sound(self):
        for folder in ("csv", "htcds"):
            report = Package(str(FOLDER / folder / "datapackage.json")).validate()
            faults = report.flatten(["name", "rowNumber", "fieldName", "type", "note"])
            self.assertEqual(faults[:5], [], folder)

    def test_a_spoilt_table_is_refused(self):
        with tempfile.TemporaryDirectory() as spoilt:
            shutil.copytree(FOLDER / "htcds", spoilt, dirs_exist_ok=True)
            table = Path(spoilt) / "cases.csv"
            table.write_text(table.read_text().replace("Active", "Open", 1))
            self.assertFalse(Package(str(Path(spoilt) / "datapackage.json")).validate().valid)


class Forms(unittest.TestCase):
    java = shutil.which("java") is not None

    def test_every_form_is_accepted(self):
        forms = sorted((FOLDER / "xlsform").glob("*.xlsx"))
        self.assertTrue(forms)
        for form in forms:
            result = convert(xlsform=str(form), validate=self.java)
            self.assertEqual(result.warnings, [], form.name)
            for language in ("Français (fr)", "English (en)"):
                self.assertIn(f'lang="{language}"', result.xform)
        if not self.java:
            print("There is no Java: ODK Validate was left out, pyxform alone read the forms.", file=sys.stderr)

    def test_a_spoilt_form_is_refused(self):
        survey = "| survey | | | |\n| | type | name | relevant |\n| | text | a | ${b} = 'x' |\n"
        with self.assertRaises(PyXFormError):
            convert(xlsform=survey, validate=False)


if __name__ == "__main__":
    program = unittest.main(exit=False, verbosity=1)
    result = program.result
    bad = len(result.failures) + len(result.errors)
    print(f"# pass {result.testsRun - bad}\n# fail {bad}")
    sys.exit(bad > 0)
