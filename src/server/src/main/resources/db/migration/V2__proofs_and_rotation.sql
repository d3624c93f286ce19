-- Read by H2 and by PostgreSQL.

-- The thumbprint of the key that the token is bound to; null where it isn't.
alter table device add column jkt varchar(43);
-- The token that was given out to follow the present one; good beside it until it is used.
alter table device add column next_token_hash varchar(64);
-- Whether the device is still to be asked to fetch it.
alter table device add column rotation_asked boolean default false not null;

create unique index device_by_next_token on device (next_token_hash);
