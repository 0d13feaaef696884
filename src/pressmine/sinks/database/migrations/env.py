"""How Alembic runs the migrations: on the connection, and in the transaction, of whoever opens the database."""

from alembic import context

from pressmine.sinks.database.columns import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="pressmine_schema",
    transactional_ddl=True,
)
context.run_migrations()
