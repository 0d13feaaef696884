-- The tables of version 0001. What stands in braces is spelled by the database: v0001_tables.py.

CREATE TABLE documents (
    id {text64} NOT NULL,
    format {text} NOT NULL,
    language {text} NOT NULL,
    kind {text} NOT NULL,
    title {text},
    subtitle {text},
    published {text},
    place {text},
    embargo {text},
    embargo_until {text},
    replaces {text},
    state {text} NOT NULL,
    title_key {text},
    schema_version {text} NOT NULL,
    pressmine {text} NOT NULL,
    model {text} NOT NULL,
    rules {text} NOT NULL,
    CONSTRAINT pk_documents PRIMARY KEY (id)
);

CREATE INDEX ix_documents_published ON documents (published);

CREATE INDEX ix_documents_title_key ON documents (title_key);

CREATE TABLE bodies (
    id {text16} NOT NULL,
    name {text} NOT NULL,
    acronym {text},
    type {text} NOT NULL,
    siren {text},
    lei {text},
    isin {text},
    domain {text},
    CONSTRAINT pk_bodies PRIMARY KEY (id)
);

CREATE TABLE former_ids (
    kind {text} NOT NULL,
    former {text16} NOT NULL,
    now {text} NOT NULL,
    CONSTRAINT pk_former_ids PRIMARY KEY (kind, former)
);

CREATE TABLE corrections (
    number INTEGER NOT NULL,
    kind {text} NOT NULL,
    action {text} NOT NULL,
    made_at {text} NOT NULL,
    said {text} NOT NULL,
    CONSTRAINT pk_corrections PRIMARY KEY (number)
);

CREATE TABLE runs (
    id {serial},
    command {text} NOT NULL,
    collection {text} NOT NULL,
    pressmine {text} NOT NULL,
    started_at {text} NOT NULL,
    finished_at {text},
    added INTEGER NOT NULL,
    replaced INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    superseded INTEGER NOT NULL,
    vanished INTEGER NOT NULL,
    pruned INTEGER NOT NULL,
    CONSTRAINT pk_runs PRIMARY KEY (id)
);

CREATE TABLE records (
    document_id {text64} NOT NULL,
    digest {text} NOT NULL,
    text {text} NOT NULL,
    record {json} NOT NULL,
    CONSTRAINT pk_records PRIMARY KEY (document_id),
    CONSTRAINT fk_records_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE sources (
    collection {text} NOT NULL,
    source {text} NOT NULL,
    document_id {text64} NOT NULL,
    state {text} NOT NULL,
    superseded_by {text64},
    CONSTRAINT pk_sources PRIMARY KEY (collection, source, document_id),
    CONSTRAINT fk_sources_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE,
    CONSTRAINT fk_sources_superseded_by FOREIGN KEY(superseded_by) REFERENCES documents (id) ON DELETE SET NULL
);

CREATE INDEX ix_sources_document_id ON sources (document_id);

CREATE INDEX ix_sources_superseded_by ON sources (superseded_by);

CREATE TABLE replacements (
    document_id {text64} NOT NULL,
    replaced_id {text64} NOT NULL,
    found_by {text} NOT NULL,
    CONSTRAINT pk_replacements PRIMARY KEY (document_id),
    CONSTRAINT fk_replacements_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE,
    CONSTRAINT fk_replacements_replaced_id FOREIGN KEY(replaced_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE INDEX ix_replacements_replaced_id ON replacements (replaced_id);

CREATE TABLE body_forms (
    id {text32} NOT NULL,
    body_id {text16} NOT NULL,
    name {text} NOT NULL,
    acronym {text},
    type {text} NOT NULL,
    pin INTEGER,
    CONSTRAINT pk_body_forms PRIMARY KEY (id),
    CONSTRAINT fk_body_forms_body_id FOREIGN KEY(body_id) REFERENCES bodies (id)
);

CREATE INDEX ix_body_forms_body_id ON body_forms (body_id);

CREATE TABLE people (
    id {text16} NOT NULL,
    name {text} NOT NULL,
    body_id {text16},
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT fk_people_body_id FOREIGN KEY(body_id) REFERENCES bodies (id)
);

CREATE INDEX ix_people_body_id ON people (body_id);

CREATE TABLE correction_handles (
    number INTEGER NOT NULL,
    handle {text} NOT NULL,
    CONSTRAINT pk_correction_handles PRIMARY KEY (number, handle),
    CONSTRAINT fk_correction_handles_number FOREIGN KEY(number) REFERENCES corrections (number) ON DELETE CASCADE
);

CREATE INDEX ix_correction_handles_handle ON correction_handles (handle);

CREATE TABLE history (
    id {serial},
    run_id {serial},
    document_id {text64} NOT NULL,
    action {text} NOT NULL,
    source {text},
    pressmine {text},
    model {text},
    rules {text},
    CONSTRAINT pk_history PRIMARY KEY (id),
    CONSTRAINT fk_history_run_id FOREIGN KEY(run_id) REFERENCES runs (id)
);

CREATE INDEX ix_history_document_id ON history (document_id);

CREATE INDEX ix_history_run_id ON history (run_id);

CREATE TABLE zones (
    document_id {text64} NOT NULL,
    position INTEGER NOT NULL,
    kind {text} NOT NULL,
    text {text} NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    CONSTRAINT pk_zones PRIMARY KEY (document_id, position),
    CONSTRAINT fk_zones_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE INDEX ix_zones_kind ON zones (kind);

CREATE TABLE places (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    name {text} NOT NULL,
    type {text} NOT NULL,
    code {text},
    CONSTRAINT pk_places PRIMARY KEY (document_id, ref),
    CONSTRAINT fk_places_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE INDEX ix_places_type ON places (type);

CREATE TABLE dates (
    document_id {text64} NOT NULL,
    position INTEGER NOT NULL,
    text {text} NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    source {text} NOT NULL,
    confidence {double} NOT NULL,
    value {text},
    granularity {text} NOT NULL,
    role {text},
    inferred {text},
    first_day {text},
    last_day {text},
    CONSTRAINT pk_dates PRIMARY KEY (document_id, position),
    CONSTRAINT fk_dates_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE INDEX ix_dates_first_day ON dates (first_day);

CREATE TABLE agreements (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    kind {text} NOT NULL,
    title {text},
    date {text},
    place {text},
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    source {text} NOT NULL,
    confidence {double} NOT NULL,
    CONSTRAINT pk_agreements PRIMARY KEY (document_id, ref),
    CONSTRAINT fk_agreements_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE extras (
    document_id {text64} NOT NULL,
    field {text} NOT NULL,
    position INTEGER NOT NULL,
    value {json} NOT NULL,
    text {text} NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    source {text} NOT NULL,
    confidence {double} NOT NULL,
    CONSTRAINT pk_extras PRIMARY KEY (document_id, field, position),
    CONSTRAINT fk_extras_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE diagnostics (
    document_id {text64} NOT NULL,
    position INTEGER NOT NULL,
    code {text} NOT NULL,
    message {text} NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    other_start INTEGER,
    other_end INTEGER,
    CONSTRAINT pk_diagnostics PRIMARY KEY (document_id, position),
    CONSTRAINT fk_diagnostics_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE INDEX ix_diagnostics_code ON diagnostics (code);

CREATE TABLE search (
    number {bigint} NOT NULL,
    document_id {text64} NOT NULL,
    stems {text} NOT NULL,
    CONSTRAINT pk_search PRIMARY KEY (number),
    CONSTRAINT uq_search_document_id UNIQUE (document_id),
    CONSTRAINT fk_search_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE body_keys (
    form_id {text32} NOT NULL,
    sort {text} NOT NULL,
    "key" {text} NOT NULL,
    CONSTRAINT pk_body_keys PRIMARY KEY (form_id, sort, "key"),
    CONSTRAINT fk_body_keys_form_id FOREIGN KEY(form_id) REFERENCES body_forms (id) ON DELETE CASCADE
);

CREATE INDEX ix_body_keys_key ON body_keys ("key");

CREATE TABLE people_keys (
    "key" {text} NOT NULL,
    person_id {text16} NOT NULL,
    name_key {text} NOT NULL,
    CONSTRAINT pk_people_keys PRIMARY KEY ("key"),
    CONSTRAINT fk_people_keys_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_people_keys_person_id ON people_keys (person_id);

CREATE TABLE organisations (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    body_id {text16} NOT NULL,
    form_id {text32} NOT NULL,
    name {text} NOT NULL,
    acronym {text},
    type {text} NOT NULL,
    is_issuer BOOLEAN NOT NULL,
    CONSTRAINT pk_organisations PRIMARY KEY (document_id, ref),
    CONSTRAINT fk_organisations_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE,
    CONSTRAINT fk_organisations_body_id FOREIGN KEY(body_id) REFERENCES bodies (id),
    CONSTRAINT fk_organisations_form_id FOREIGN KEY(form_id) REFERENCES body_forms (id)
);

CREATE INDEX ix_organisations_body_id ON organisations (body_id);

CREATE INDEX ix_organisations_form_id ON organisations (form_id);

CREATE TABLE place_mentions (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    text {text} NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    source {text} NOT NULL,
    confidence {double} NOT NULL,
    CONSTRAINT pk_place_mentions PRIMARY KEY (document_id, ref, position),
    CONSTRAINT fk_place_mentions_document_id_ref FOREIGN KEY(document_id, ref) REFERENCES places (document_id, ref),
    CONSTRAINT fk_place_mentions_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE organisation_aliases (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    alias {text} NOT NULL,
    CONSTRAINT pk_organisation_aliases PRIMARY KEY (document_id, ref, position),
    CONSTRAINT fk_organisation_aliases_document_id_ref FOREIGN KEY(document_id, ref) REFERENCES organisations (document_id, ref),
    CONSTRAINT fk_organisation_aliases_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE organisation_roles (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    role {text} NOT NULL,
    CONSTRAINT pk_organisation_roles PRIMARY KEY (document_id, ref, position),
    CONSTRAINT fk_organisation_roles_document_id_ref FOREIGN KEY(document_id, ref) REFERENCES organisations (document_id, ref),
    CONSTRAINT fk_organisation_roles_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE organisation_mentions (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    text {text} NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    source {text} NOT NULL,
    confidence {double} NOT NULL,
    CONSTRAINT pk_organisation_mentions PRIMARY KEY (document_id, ref, position),
    CONSTRAINT fk_organisation_mentions_document_id_ref FOREIGN KEY(document_id, ref) REFERENCES organisations (document_id, ref),
    CONSTRAINT fk_organisation_mentions_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE identifiers (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    scheme {text} NOT NULL,
    value {text} NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    valid BOOLEAN NOT NULL,
    CONSTRAINT pk_identifiers PRIMARY KEY (document_id, ref, position),
    CONSTRAINT fk_identifiers_document_id_ref FOREIGN KEY(document_id, ref) REFERENCES organisations (document_id, ref),
    CONSTRAINT fk_identifiers_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE persons (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    person_id {text16} NOT NULL,
    person_key {text} NOT NULL,
    name {text} NOT NULL,
    function {text},
    organisation {text},
    CONSTRAINT pk_persons PRIMARY KEY (document_id, ref),
    CONSTRAINT fk_persons_document_id_organisation FOREIGN KEY(document_id, organisation) REFERENCES organisations (document_id, ref),
    CONSTRAINT fk_persons_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE,
    CONSTRAINT fk_persons_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_persons_person_key FOREIGN KEY(person_key) REFERENCES people_keys ("key")
);

CREATE INDEX ix_persons_person_id ON persons (person_id);

CREATE INDEX ix_persons_person_key ON persons (person_key);

CREATE TABLE figures (
    document_id {text64} NOT NULL,
    position INTEGER NOT NULL,
    text {text} NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    source {text} NOT NULL,
    confidence {double} NOT NULL,
    kind {text} NOT NULL,
    value {double},
    low {double},
    high {double},
    approx {text},
    unit {text},
    of_what {text},
    of_stems {text},
    organisation {text},
    period {text},
    CONSTRAINT pk_figures PRIMARY KEY (document_id, position),
    CONSTRAINT fk_figures_document_id_organisation FOREIGN KEY(document_id, organisation) REFERENCES organisations (document_id, ref),
    CONSTRAINT fk_figures_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE INDEX ix_figures_kind_unit ON figures (kind, unit);

CREATE TABLE person_roles (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    role {text} NOT NULL,
    CONSTRAINT pk_person_roles PRIMARY KEY (document_id, ref, position),
    CONSTRAINT fk_person_roles_document_id_ref FOREIGN KEY(document_id, ref) REFERENCES persons (document_id, ref),
    CONSTRAINT fk_person_roles_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE person_mentions (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    text {text} NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    source {text} NOT NULL,
    confidence {double} NOT NULL,
    CONSTRAINT pk_person_mentions PRIMARY KEY (document_id, ref, position),
    CONSTRAINT fk_person_mentions_document_id_ref FOREIGN KEY(document_id, ref) REFERENCES persons (document_id, ref),
    CONSTRAINT fk_person_mentions_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE agreement_parties (
    document_id {text64} NOT NULL,
    ref {text} NOT NULL,
    position INTEGER NOT NULL,
    organisation {text},
    person {text},
    CONSTRAINT pk_agreement_parties PRIMARY KEY (document_id, ref, position),
    CONSTRAINT fk_agreement_parties_document_id_ref FOREIGN KEY(document_id, ref) REFERENCES agreements (document_id, ref),
    CONSTRAINT fk_agreement_parties_document_id_organisation FOREIGN KEY(document_id, organisation) REFERENCES organisations (document_id, ref),
    CONSTRAINT fk_agreement_parties_document_id_person FOREIGN KEY(document_id, person) REFERENCES persons (document_id, ref),
    CONSTRAINT fk_agreement_parties_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE signatories (
    document_id {text64} NOT NULL,
    position INTEGER NOT NULL,
    name {text} NOT NULL,
    role {text} NOT NULL,
    organisation {text},
    person {text},
    agreement {text},
    for_organisation {text},
    CONSTRAINT pk_signatories PRIMARY KEY (document_id, position),
    CONSTRAINT fk_signatories_document_id_organisation FOREIGN KEY(document_id, organisation) REFERENCES organisations (document_id, ref),
    CONSTRAINT fk_signatories_document_id_person FOREIGN KEY(document_id, person) REFERENCES persons (document_id, ref),
    CONSTRAINT fk_signatories_document_id_agreement FOREIGN KEY(document_id, agreement) REFERENCES agreements (document_id, ref),
    CONSTRAINT fk_signatories_document_id_for_organisation FOREIGN KEY(document_id, for_organisation) REFERENCES organisations (document_id, ref),
    CONSTRAINT fk_signatories_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE quotes (
    document_id {text64} NOT NULL,
    position INTEGER NOT NULL,
    text {text} NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    source {text} NOT NULL,
    confidence {double} NOT NULL,
    person {text},
    organisation {text},
    CONSTRAINT pk_quotes PRIMARY KEY (document_id, position),
    CONSTRAINT fk_quotes_document_id_person FOREIGN KEY(document_id, person) REFERENCES persons (document_id, ref),
    CONSTRAINT fk_quotes_document_id_organisation FOREIGN KEY(document_id, organisation) REFERENCES organisations (document_id, ref),
    CONSTRAINT fk_quotes_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE contacts (
    document_id {text64} NOT NULL,
    position INTEGER NOT NULL,
    name {text},
    person {text},
    organisation {text},
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    source {text} NOT NULL,
    confidence {double} NOT NULL,
    CONSTRAINT pk_contacts PRIMARY KEY (document_id, position),
    CONSTRAINT fk_contacts_document_id_person FOREIGN KEY(document_id, person) REFERENCES persons (document_id, ref),
    CONSTRAINT fk_contacts_document_id_organisation FOREIGN KEY(document_id, organisation) REFERENCES organisations (document_id, ref),
    CONSTRAINT fk_contacts_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE contact_points (
    document_id {text64} NOT NULL,
    position INTEGER NOT NULL,
    kind {text} NOT NULL,
    item INTEGER NOT NULL,
    value {text} NOT NULL,
    CONSTRAINT pk_contact_points PRIMARY KEY (document_id, position, kind, item),
    CONSTRAINT fk_contact_points_document_id_position FOREIGN KEY(document_id, position) REFERENCES contacts (document_id, position),
    CONSTRAINT fk_contact_points_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
