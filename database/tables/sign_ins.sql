/* @table subject=person purpose=sign-in retention=sign-in erase=sweep owner=none */
create table sign_ins (
  token_hash bytea primary key,              /* @data category=session-index */
  sealed_state bytea not null,               /* @data category=sign-in-state (state, nonce, verifier or verified claims; sealed to the flow cookie) */
  expires_at timestamptz not null            /* @data category=time */
);
create index sign_ins_by_expiry on sign_ins (expires_at);
