-- Every three letters that stand together in a name. Over these an index finds parts of names, and the extension that does
-- so (pg_trgm) need not be there.
create function name_parts(name text) returns text[] immutable strict parallel safe language sql as $$
  select coalesce(array_agg(distinct substr(lower(name), i, 3)), '{}') from generate_series(1, length(name) - 2) as i
$$;
create index head_name_parts on head using gin (name_parts(name)) where gone_at is null;
