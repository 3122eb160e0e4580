CREATE TABLE moorage_row (
    kind VARCHAR(100) NOT NULL,
    row_key VARCHAR(1000) NOT NULL,
    revision BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, row_key)
);
CREATE TABLE moorage_sequence (
    name VARCHAR(1000) NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL
);
INSERT INTO moorage_meta (name, value) VALUES ('revision', '0');
INSERT INTO moorage_meta (name, value) VALUES ('writer', '');
