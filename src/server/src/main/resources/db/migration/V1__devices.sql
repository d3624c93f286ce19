-- Read by H2 and by PostgreSQL.

create table server_secret (
    name    varchar(40)  primary key,
    content varchar(200) not null
);

create table device (
    id            varchar(40)  primary key,
    name          varchar(200) not null,
    os            varchar(40),
    arch          varchar(40),
    agent_version varchar(100),
    token_hash    varchar(64)  not null unique,
    enrolled_at   timestamp with time zone not null,
    last_seen     timestamp with time zone,
    revoked_at    timestamp with time zone,
    -- As the last hello advertised them, a JSON array.
    tools         text
);

create table pairing_code (
    code_hash  varchar(64) primary key,
    expires_at timestamp with time zone not null,
    -- Set once the code is used.
    device_id  varchar(40) references device (id)
);

create index pairing_code_by_expiry on pairing_code (expires_at);
