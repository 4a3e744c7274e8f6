-- What only webhooks had now stands among the settings and secrets that every sort of channel has.
update configuration set spec = (spec - 'url' - 'headers' - 'signingSecret') || jsonb_strip_nulls(jsonb_build_object(
    'settings', jsonb_build_object('url', spec -> 'url', 'headers', spec -> 'headers'),
    'secrets', jsonb_build_object('signingSecret', spec -> 'signingSecret')))
  where kind = 'channel' and not spec ? 'settings';

update configuration_revision set spec = (spec - 'url' - 'headers' - 'signingSecret') || jsonb_strip_nulls(jsonb_build_object(
    'settings', jsonb_build_object('url', spec -> 'url', 'headers', spec -> 'headers'),
    'secrets', jsonb_build_object('signingSecret', spec -> 'signingSecret')))
  where kind = 'channel' and not spec ? 'settings';
