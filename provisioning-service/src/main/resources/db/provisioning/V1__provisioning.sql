-- Tables of provisioning-service. State machines are stored whole, one record of JSON each; columns beside it are for looking up.

-- Sites and what they offer, presets: the newest applied revision of each.
create table configuration (
  id         uuid        primary key,
  kind       text        not null,
  site_id    uuid,
  name       text        not null,
  revision   bigint      not null,
  spec       json        not null,
  removed    boolean     not null default false,
  applied_at timestamptz not null default now()
);
create index configuration_by_name on configuration (kind, name) where not removed;
create index configuration_by_site on configuration (site_id, kind) where not removed;

-- Rows are rewritten with every step: kept in one piece, and with room for the next version on the same page.
create table server (
  id                  uuid        primary key,
  project             text,
  name                text,
  site                text,
  node                text,
  vm_id               int,
  spread              text,
  phase               text,
  lacks_configuration boolean     not null,
  due_at              timestamptz,
  revision            bigint      not null,
  state               json        not null
) with (toast_tuple_target = 8160, fillfactor = 60);
create index server_due on server (due_at) where due_at is not null;
create index server_lacking on server (id) where lacks_configuration;
create index server_by_site on server (site);

-- VM ids that are Moru's, by site. They are drawn round and round, so that a freed one comes back as late as possible.
create table vm (
  site_id      uuid    not null,
  vm_id        int     not null,
  server_id    uuid    not null unique,
  operation_id uuid    not null,
  cleanup      boolean not null default false,
  primary key (site_id, vm_id)
);
create table vm_id_cursor (
  site_id    uuid primary key,
  last_vm_id int  not null
);

create table address (
  network_id uuid not null,
  address    inet not null,
  server_id  uuid not null,
  primary key (network_id, address)
);
create index address_of_server on address (server_id);
create table address_cursor (
  network_id   uuid not null,
  family       int  not null,
  last_address inet,
  primary key (network_id, family)
);

create table bulk (
  id     uuid        primary key,
  due_at timestamptz,
  state  json        not null
);
create index bulk_due on bulk (due_at) where due_at is not null;

-- The children of bulk operations: where they are queued, and what their parent has said to them.
create table bulk_child (
  operation_id uuid    primary key,
  parent_id    uuid    not null,
  server_id    uuid,
  released     boolean not null default false,
  stopped      boolean not null default false
);

-- Operations that are no turn of a server: checks, discoveries, plans.
create table errand (
  operation_id        uuid        primary key,
  lacks_configuration boolean     not null,
  due_at              timestamptz,
  state               json        not null
);
create index errand_due on errand (due_at) where due_at is not null;
create index errand_lacking on errand (operation_id) where lacks_configuration;

-- What was told of each site: whether it answers, its guests, its strays.
create table site_watch (
  site_id uuid primary key,
  state   json not null
);
