"""Views that people ask for. They show documents in force: of a current source, not replaced, their embargo over.

They are dropped and made anew by every migration, so that they are written down here alone: a change to a view needs a
migration, if an empty one.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

#: This very second in UTC, as the tables hold moments.
_NOW = {
    "sqlite": "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')",
    "postgresql": """to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') COLLATE "C\"""",
}

#: Name -> query, each after those that it builds on. `{now}` is this very second.
VIEWS = {
    "documents_out": """
        SELECT d.* FROM documents d
        WHERE d.state = 'current' AND (d.embargo_until IS NULL OR d.embargo_until <= {now})""",
    "documents_in_force": """
        SELECT d.* FROM documents_out d
        WHERE NOT EXISTS (
            SELECT 1 FROM replacements r JOIN documents_out n ON n.id = r.document_id WHERE r.replaced_id = d.id)""",
    "issuers": """
        SELECT o.document_id, o.ref, o.body_id, b.name
        FROM organisations o JOIN bodies b ON b.id = o.body_id WHERE o.is_issuer""",
    "figure_lines": """
        SELECT d.id AS document_id, f.position, d.title, d.published, i.name AS issuer,
               coalesce(b.id, i.body_id) AS body_id, coalesce(b.name, i.name) AS body,
               f.text, f.kind, f.value, f.low, f.high, f.approx, f.unit, f.of_what, f.of_stems, f.period,
               f.span_start, f.span_end
        FROM documents_in_force d JOIN figures f ON f.document_id = d.id
        LEFT JOIN issuers i ON i.document_id = d.id
        LEFT JOIN organisations o ON o.document_id = d.id AND o.ref = f.organisation
        LEFT JOIN bodies b ON b.id = o.body_id""",
    "agreement_signatories": """
        SELECT d.id AS document_id, d.title, d.published, a.ref AS agreement, a.kind, a.title AS agreement_title,
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
    "quoted": """
        SELECT d.id AS document_id, q.position, d.title, d.published, p.id AS person_id,
               coalesce(p.name, b.name) AS speaker, h.function,
               coalesce(b.id, hb.id) AS body_id, coalesce(b.name, hb.name) AS body, q.text, q.span_start, q.span_end
        FROM documents_in_force d JOIN quotes q ON q.document_id = d.id
        LEFT JOIN persons h ON h.document_id = d.id AND h.ref = q.person
        LEFT JOIN people p ON p.id = h.person_id
        LEFT JOIN organisations ho ON ho.document_id = d.id AND ho.ref = h.organisation
        LEFT JOIN bodies hb ON hb.id = ho.body_id
        LEFT JOIN organisations o ON o.document_id = d.id AND o.ref = q.organisation
        LEFT JOIN bodies b ON b.id = o.body_id""",
    "timeline": """
        SELECT t.first_day, t.last_day, t.value, t.role, t.text, d.id AS document_id, t.position, d.title, d.published,
               i.body_id, i.name AS issuer
        FROM documents_in_force d JOIN dates t ON t.document_id = d.id
        LEFT JOIN issuers i ON i.document_id = d.id
        WHERE t.first_day IS NOT NULL OR t.last_day IS NOT NULL""",
    "provenance": """
        SELECT h.document_id, h.action, h.source, r.id AS run_id, r.command, r.collection, r.started_at,
               h.pressmine, h.model, h.rules
        FROM history h JOIN runs r ON r.id = h.run_id""",
}


def drop_views(connection: Connection) -> None:
    """Drop them, the last first."""
    for name in reversed(VIEWS):
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))


def make_views(connection: Connection) -> None:
    """Make them all."""
    for name, query in VIEWS.items():
        sql = query.replace("{now}", _NOW[connection.dialect.name])
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {sql.replace('%', '%%') if _percents(connection) else sql}")


def _percents(connection: Connection) -> bool:
    """Whether the driver takes `%` for a parameter's sign."""
    return connection.dialect.paramstyle in ("format", "pyformat")
