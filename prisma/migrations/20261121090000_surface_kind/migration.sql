-- A migration of its own: a new value of an enumeration can be used once it is committed.
ALTER TYPE key_kind ADD VALUE 'surface';
ALTER TYPE actor_kind ADD VALUE 'surfaceKey';
