-- How many values each name has had. It outlives them, so that a version is never given twice.
create table secret (
  name         text primary key,
  last_version int  not null
);

-- Values, AES-256-GCM; the associated data is the reference: sealed:<name>#<version>.
create table sealed_value (
  name       text        not null references secret,
  version    int         not null,
  key_id     text        not null,
  nonce      bytea       not null,
  ciphertext bytea       not null,
  sealed_at  timestamptz not null default now(),
  primary key (name, version)
);
create index sealed_value_key on sealed_value (key_id);
