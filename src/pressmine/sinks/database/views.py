"""Views that people ask for. They show documents in force: of a current source, not replaced, their embargo over.

Each line names its file, title, day of publication and issuer, so that an answer needs no join. Views are dropped and
made anew by every migration, so that they are written down here alone: a change to a view needs a migration, if an
empty one.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

from pressmine.french.places import departments, region_of

#: What the two databases spell differently; `{1}` is what is in the parentheses.
_SPELLED = {
    "sqlite": {
        "moment": "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')",
        "joined": "group_concat({1}, ', ')",
        "line": "replace({1}, char(10), ' ')",
        # a whole number shows without `.0`, as in the record
        "whole": "CASE WHEN {1} = CAST({1} AS INTEGER) THEN CAST({1} AS INTEGER) ELSE {1} END",
    },
    "postgresql": {
        "moment": """to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') COLLATE "C\"""",
        "joined": "string_agg({1}, ', ')",
        "line": "replace({1}, chr(10), ' ')",
        "whole": "trim_scale(CAST({1} AS numeric))",
    },
}
_QUOTE = "'"
#: What every line says of its document.
_FILE = "d.id AS document_id, d.file, d.title, d.published, d.issuer"
#: The day by which a date sorts.
_DAY = "coalesce(t.first_day, t.last_day)"
#: A date with what stands around it on one line, cut at blanks like the snippets of a search: `ltrim` and `rtrim` take
#: off what is no blank, the beginning or the end of a word that 100 characters cut in two.
_LOW = "CASE WHEN t.span_start > 100 THEN t.span_start - 99 ELSE 1 END"
_AROUND = f"""
    SELECT CASE WHEN n.low > 1 THEN '…' ELSE '' END
        || ltrim(CASE WHEN n.low > 1 AND replace(n.before, ' ', '') <> n.before
                      THEN ltrim(n.before, replace(n.before, ' ', '')) ELSE n.before END)
        || n.said
        || rtrim(CASE WHEN n.goes_on > 0 AND replace(n.behind, ' ', '') <> n.behind
                      THEN rtrim(n.behind, replace(n.behind, ' ', '')) ELSE n.behind END)
        || CASE WHEN n.goes_on > 0 THEN '…' ELSE '' END
    FROM (SELECT {_LOW} AS low, length(x.text) - t.span_end - 100 AS goes_on,
                 line(substr(x.text, {_LOW}, t.span_start + 1 - {_LOW})) AS before,
                 line(substr(x.text, t.span_start + 1, t.span_end - t.span_start)) AS said,
                 line(substr(x.text, t.span_end + 1, 100)) AS behind
          FROM texts x WHERE x.document_id = d.id) n"""


def _months(day: str) -> str:
    """Months since the year 0."""
    return f"12 * CAST(substr({day}, 1, 4) AS INTEGER) + CAST(substr({day}, 6, 2) AS INTEGER)"


def _region(place: str) -> str:
    """The region of a place: itself, or the one in which the département of its INSEE code lies."""
    inside = " ".join(
        f"WHEN '{code}' THEN '{region_of(department).replace(_QUOTE, _QUOTE * 2)}'"
        for code, department in sorted(departments().items())
    )
    digits = f"CASE WHEN substr({place}.code, 1, 2) IN ('97', '98') THEN 3 ELSE 2 END"  # 971 is one, beyond the sea
    return f"""CASE WHEN {place}.type = 'region' THEN {place}.name
        WHEN {place}.type IN ('commune', 'department') THEN CASE substr({place}.code, 1, {digits}) {inside} END END"""


#: Name -> query, each after those that it builds on. `moment()`, `joined()`, `line()` and `whole()` are spelled above.
VIEWS = {
    "documents_out": """
        SELECT d.* FROM documents d
        WHERE d.state = 'current' AND (d.embargo_until IS NULL OR d.embargo_until <= moment())""",
    "issuers": """
        SELECT o.document_id, o.ref, o.body_id, b.name
        FROM organisations o JOIN bodies b ON b.id = o.body_id WHERE o.is_issuer""",
    "documents_in_force": """
        SELECT d.id, (SELECT min(s.source) FROM sources s WHERE s.document_id = d.id AND s.state = 'current') AS file,
               d.title, d.subtitle, d.published, d.kind, d.format, d.language, d.place,
               (SELECT i.name FROM issuers i WHERE i.document_id = d.id) AS issuer,
               (SELECT i.body_id FROM issuers i WHERE i.document_id = d.id) AS issuer_id,
               (SELECT joined(n.name) FROM (
                   SELECT p.name FROM document_authors w
                   JOIN persons p ON p.document_id = w.document_id AND p.ref = w.person
                   WHERE w.document_id = d.id ORDER BY w.position) n) AS authors,
               d.embargo, d.replaces, d.characters_read, d.not_understood,
               (SELECT x.text FROM texts x WHERE x.document_id = d.id) AS text
        FROM documents_out d
        WHERE NOT EXISTS (
            SELECT 1 FROM replacements r JOIN documents_out n ON n.id = r.document_id WHERE r.replaced_id = d.id)""",
    "document_places": f"""
        SELECT {_FILE}, p.name AS place, p.type, p.code, {_region("p")} AS region
        FROM documents_in_force d JOIN places p ON p.document_id = d.id""",
    "figures_by_body": f"""
        SELECT {_FILE}, coalesce(b.id, d.issuer_id) AS body_id, coalesce(b.name, d.issuer) AS body,
               f.text, f.kind, whole(coalesce(f.value, f.high)) AS amount, whole(f.value) AS value,
               whole(f.low) AS low, whole(f.high) AS high, f.approx, f.unit, f.of_what, f.period,
               f.position, f.span_start, f.span_end
        FROM documents_in_force d JOIN figures f ON f.document_id = d.id
        LEFT JOIN organisations o ON o.document_id = d.id AND o.ref = f.organisation
        LEFT JOIN bodies b ON b.id = o.body_id""",
    "figures_changed": """
        SELECT DISTINCT a.body_id, a.body, a.of_what, a.kind, a.unit, a.period,
               a.published AS before_published, a.amount AS before_amount, a.file AS before_file,
               z.published, z.amount, z.file
        FROM figures_by_body a JOIN figures_by_body z
          ON z.body_id = a.body_id AND z.kind = a.kind AND lower(z.of_what) = lower(a.of_what)
         AND coalesce(z.unit, '') = coalesce(a.unit, '') AND coalesce(z.period, '') = coalesce(a.period, '')
         AND z.published > a.published AND z.amount <> a.amount""",
    "signatory_lines": f"""
        SELECT {_FILE}, a.ref AS agreement, a.kind, a.title AS agreement_title,
               a.date, s.position, s.role, s.name, b.id AS body_id, b.name AS body, p.id AS person_id,
               p.name AS person, fb.id AS for_body_id, fb.name AS for_body
        FROM documents_in_force d JOIN signatories s ON s.document_id = d.id
        LEFT JOIN agreements a ON a.document_id = d.id AND a.ref = s.agreement
        LEFT JOIN organisations o ON o.document_id = d.id AND o.ref = s.organisation
        LEFT JOIN bodies b ON b.id = o.body_id
        LEFT JOIN persons h ON h.document_id = d.id AND h.ref = s.person
        LEFT JOIN people p ON p.id = h.person_id
        LEFT JOIN organisations fo ON fo.document_id = d.id AND fo.ref = s.for_organisation
        LEFT JOIN bodies fb ON fb.id = fo.body_id""",
    "party_lines": """
        SELECT q.document_id, q.agreement, b.id AS body_id, b.name AS body
        FROM (SELECT document_id, ref AS agreement, organisation FROM agreement_parties
              UNION SELECT document_id, agreement, organisation FROM signatories WHERE role = 'party') q
        JOIN organisations o ON o.document_id = q.document_id AND o.ref = q.organisation
        JOIN bodies b ON b.id = o.body_id""",
    "signed_together": f"""
        SELECT DISTINCT coalesce(a.first_day, d.published) AS day,
               CASE WHEN a.first_day IS NOT NULL THEN 'agreement'
                    WHEN d.published IS NOT NULL THEN 'publication' END AS day_of,
               p.body, q.body AS with_body, a.kind, a.title AS agreement, a.date, a.place, {_FILE},
               line((SELECT substr(x.text, a.span_start + 1, a.span_end - a.span_start)
                     FROM texts x WHERE x.document_id = d.id)) AS text,
               p.body_id, q.body_id AS with_body_id
        FROM documents_in_force d JOIN agreements a ON a.document_id = d.id
        JOIN party_lines p ON p.document_id = d.id AND p.agreement = a.ref
        JOIN party_lines q ON q.document_id = d.id AND q.agreement = a.ref
        WHERE p.body < q.body OR p.body = q.body AND p.body_id < q.body_id""",
    "quoted": f"""
        SELECT {_FILE}, q.position, p.id AS person_id,
               coalesce(p.name, b.name) AS speaker, h.function,
               coalesce(b.id, hb.id) AS body_id, coalesce(b.name, hb.name) AS body, q.text, q.span_start, q.span_end
        FROM documents_in_force d JOIN quotes q ON q.document_id = d.id
        LEFT JOIN persons h ON h.document_id = d.id AND h.ref = q.person
        LEFT JOIN people p ON p.id = h.person_id
        LEFT JOIN organisations ho ON ho.document_id = d.id AND ho.ref = h.organisation
        LEFT JOIN bodies hb ON hb.id = ho.body_id
        LEFT JOIN organisations o ON o.document_id = d.id AND o.ref = q.organisation
        LEFT JOIN bodies b ON b.id = o.body_id""",
    "contact_lines": f"""
        SELECT {_FILE}, c.name, h.function, coalesce(b.name, hb.name) AS body,
               (SELECT joined(n.value) FROM (
                   SELECT value FROM contact_points p WHERE p.document_id = d.id AND p.position = c.position
                   AND p.kind = 'phone' ORDER BY p.item) n) AS phones,
               (SELECT joined(n.value) FROM (
                   SELECT value FROM contact_points p WHERE p.document_id = d.id AND p.position = c.position
                   AND p.kind = 'email' ORDER BY p.item) n) AS emails,
               coalesce(b.id, hb.id) AS body_id, h.person_id, c.position, c.span_start, c.span_end
        FROM documents_in_force d JOIN contacts c ON c.document_id = d.id
        LEFT JOIN organisations o ON o.document_id = d.id AND o.ref = c.organisation
        LEFT JOIN bodies b ON b.id = o.body_id
        LEFT JOIN persons h ON h.document_id = d.id AND h.ref = c.person
        LEFT JOIN organisations ho ON ho.document_id = d.id AND ho.ref = h.organisation
        LEFT JOIN bodies hb ON hb.id = ho.body_id""",
    # what a document names several times for one purpose is one line, at its first mention
    "timeline": f"""
        SELECT {_DAY} AS day, t.first_day, t.last_day, t.value, t.role, t.text, ({_AROUND}) AS around,
               {_months(_DAY)} - ({_months("moment()")}) AS months_ahead, t.mentions,
               {_FILE}, t.position, t.span_start, t.span_end
        FROM documents_in_force d
        JOIN (SELECT dates.*, row_number() OVER (PARTITION BY document_id, value, role ORDER BY position) AS mention,
                     count(*) OVER (PARTITION BY document_id, value, role) AS mentions
              FROM dates) t ON t.document_id = d.id AND t.mention = 1
        WHERE t.first_day IS NOT NULL OR t.last_day IS NOT NULL""",
    # what has lasted since before the release (`depuis 2006`) is no event of it
    "events": """
        SELECT * FROM timeline
        WHERE role IN ('event', 'start') AND NOT (value LIKE '%/..' AND first_day < coalesce(published, ''))""",
    "deadlines": "SELECT * FROM timeline WHERE role = 'deadline'",
    "posts": """
        SELECT p.id AS person_id, p.name AS person, lower(h.function) AS function, b.id AS body_id, b.name AS body,
               min(d.published) AS first_seen, max(d.published) AS last_seen, count(DISTINCT d.id) AS documents,
               substr(min(d.published || ' ' || d.file), 12) AS file
        FROM documents_in_force d JOIN persons h ON h.document_id = d.id
        JOIN people p ON p.id = h.person_id
        JOIN organisations o ON o.document_id = d.id AND o.ref = h.organisation
        JOIN bodies b ON b.id = o.body_id
        WHERE h.function IS NOT NULL
        GROUP BY p.id, p.name, lower(h.function), b.id, b.name""",
    "new_in_post": """
        SELECT n.first_seen, n.person, n.function, n.body, o.person AS before, o.last_seen AS before_last_seen,
               n.file, n.person_id, n.body_id
        FROM posts n JOIN posts o ON o.body_id = n.body_id AND o.function = n.function AND o.person_id <> n.person_id
        WHERE o.last_seen < n.first_seen""",
    "provenance": """
        SELECT h.document_id, h.action, h.source, r.id AS run_id, r.command, r.collection, r.started_at,
               h.pressmine, h.model, h.rules
        FROM history h JOIN runs r ON r.id = h.run_id""",
}


def drop_views(connection: Connection) -> None:
    """Drop them, also those of an older version, each before what it builds on."""
    for name in (*_FORMER, *reversed(VIEWS)):
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))


#: Views of older versions that have another name now.
_FORMER = ("figure_lines", "agreement_signatories")


def make_views(connection: Connection) -> None:
    """Make them all."""
    for name, query in VIEWS.items():
        sql = _spelled(query, connection.dialect.name)
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {sql.replace('%', '%%') if _percents(connection) else sql}")


def _spelled(query: str, dialect: str) -> str:
    """The query as a database wants it: the innermost parentheses of a spelled word first."""
    words = _SPELLED[dialect]
    call = re.compile(rf"\b({'|'.join(words)})(\()")
    while match := call.search(query):
        end = _closing(query, match.start(2))
        inside = query[match.end() : end]
        query = query[: match.start()] + words[match[1]].replace("{1}", inside) + query[end + 1 :]
    return query


def _closing(query: str, start: int) -> int:
    """Where the parenthesis that opens at `start` closes."""
    depth = 0
    for place in range(start, len(query)):
        depth += {"(": 1, ")": -1}.get(query[place], 0)
        if depth == 0:
            return place
    raise ValueError(f"a parenthesis stays open: {query[start:]}")


def _percents(connection: Connection) -> bool:
    """Whether the driver takes `%` for a parameter's sign."""
    return connection.dialect.paramstyle in ("format", "pyformat")
