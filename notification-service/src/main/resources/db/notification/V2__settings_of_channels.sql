-- What only webhooks had now stands among the settings and secrets that every sort of channel has.
alter table channel
  add column secrets              jsonb not null default '{}',
  add column former_secrets       jsonb not null default '{}',
  add column former_secrets_until timestamptz;

update channel set
  secrets = jsonb_strip_nulls(jsonb_build_object('signingSecret', signing_secret)),
  former_secrets = jsonb_strip_nulls(jsonb_build_object('signingSecret', former_secret)),
  former_secrets_until = former_secret_until,
  spec = (spec::jsonb - 'url' - 'headers' - 'signingSecret' || jsonb_strip_nulls(jsonb_build_object(
    'settings', jsonb_build_object('url', spec::jsonb -> 'url', 'headers', spec::jsonb -> 'headers'),
    'secrets', jsonb_build_object('signingSecret', signing_secret))))::text;

alter table channel drop column signing_secret, drop column former_secret, drop column former_secret_until;
