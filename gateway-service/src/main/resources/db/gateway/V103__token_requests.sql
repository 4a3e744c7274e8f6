-- The request that made a token, so that it makes no second one.
alter table api_token add column request_key text unique, add column request_hash text;
