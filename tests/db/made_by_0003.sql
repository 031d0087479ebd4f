BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE cards (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	note_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	question TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	accepted JSON NOT NULL, 
	context JSON NOT NULL, 
	line INTEGER NOT NULL, 
	subject TEXT DEFAULT '' NOT NULL, 
	rule TEXT DEFAULT '' NOT NULL, 
	directive TEXT, 
	reverse BOOLEAN DEFAULT 0 NOT NULL, 
	fingerprint TEXT NOT NULL, 
	suspended BOOLEAN DEFAULT 0 NOT NULL, 
	rejected BOOLEAN DEFAULT 0 NOT NULL, 
	retired BOOLEAN DEFAULT 0 NOT NULL, 
	buried_until INTEGER, 
	flag TEXT, 
	created_at BIGINT NOT NULL, 
	state TEXT DEFAULT 'new' NOT NULL, 
	step INTEGER DEFAULT 0 NOT NULL, 
	stability FLOAT, 
	difficulty FLOAT, 
	due_day INTEGER, 
	due_at BIGINT, 
	first_day INTEGER, 
	last_day INTEGER, 
	reps INTEGER DEFAULT 0 NOT NULL, 
	lapses INTEGER DEFAULT 0 NOT NULL, worth FLOAT DEFAULT 1 NOT NULL, held BOOLEAN DEFAULT 0 NOT NULL, shape TEXT DEFAULT '' NOT NULL, decision TEXT, 
	CONSTRAINT fk_cards_note_id_notes FOREIGN KEY(note_id) REFERENCES notes (id)
);
INSERT INTO "cards" VALUES(1,1,1,'definition','**Band** — 무엇인가?','Band의 뜻','[]','["Patterns"]',3,'Band','definition',NULL,0,'7b1dcb4b55f3d79e',0,0,0,NULL,NULL,1772366400000000,'review',0,8.29559993743896484375e+00,1.0,739684,NULL,739676,739676,1,0,1.0,0,'',NULL);
INSERT INTO "cards" VALUES(2,1,2,'definition','**Ring** — 무엇인가?','Ring의 뜻','[]','["Patterns"]',4,'Ring','definition',NULL,0,'e8854f8e89c6ce69',0,0,0,NULL,NULL,1772366400000000,'learning',1,2.30649995803833,2.11810398101806640625e+00,NULL,1772367000000000,739676,739676,1,0,1.0,0,'',NULL);
INSERT INTO "cards" VALUES(3,1,3,'definition','**Else** — 무엇인가?','Else의 뜻','[]','["Patterns"]',5,'Else','definition',NULL,0,'4c669949ab9de4f2',1,0,0,NULL,NULL,1772366400000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0,1.0,0,'',NULL);
INSERT INTO "cards" VALUES(4,1,4,'definition','**Held** — 무엇인가?','Held의 뜻','[]','["Patterns"]',6,'Held','definition',NULL,0,'e4fbf14ce5140c10',0,0,0,NULL,NULL,1772366400000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0,0.1,1,'',NULL);
INSERT INTO "cards" VALUES(5,2,1,'definition','**Band two** — 무엇인가?','Band two의 뜻','[]','["Patterns"]',3,'Band two','definition',NULL,0,'d8dfeee71f5afb1a',0,0,0,NULL,NULL,1772366400000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0,1.0,0,'',NULL);
INSERT INTO "cards" VALUES(6,2,2,'definition','**More** — 무엇인가?','More의 뜻','[]','["Patterns"]',4,'More','definition',NULL,0,'3c4878ad73fad0a0',0,0,0,NULL,NULL,1772366400000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0,1.0,0,'',NULL);
CREATE TABLE doubts (
	card_id INTEGER NOT NULL, 
	other_id INTEGER NOT NULL, 
	likeness FLOAT NOT NULL, 
	CONSTRAINT pk_doubts PRIMARY KEY (card_id), 
	CONSTRAINT fk_doubts_card_id_cards FOREIGN KEY(card_id) REFERENCES cards (id), 
	CONSTRAINT fk_doubts_other_id_cards FOREIGN KEY(other_id) REFERENCES cards (id)
);
CREATE TABLE folders (
	path TEXT NOT NULL, 
	added_at BIGINT NOT NULL, 
	CONSTRAINT pk_folders PRIMARY KEY (path)
);
CREATE TABLE imports (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at BIGINT NOT NULL, 
	undone_at BIGINT, 
	changes JSON NOT NULL
);
INSERT INTO "imports" VALUES(1,1772366400000000,NULL,'{"made":[[1,4]],"notes_made":[[1,1]],"cards":{},"notes":{},"folders":[],"doubts":[],"read":{"/a.md":"x"}}');
INSERT INTO "imports" VALUES(2,1772366400000000,NULL,'{"made":[[5,6]],"notes_made":[[2,2]],"cards":{},"notes":{},"folders":[],"doubts":[],"read":{"/b.md":"y"}}');
CREATE TABLE notes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	path TEXT NOT NULL, 
	title TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	mtime_ns BIGINT NOT NULL, 
	size BIGINT NOT NULL, 
	imported_at BIGINT NOT NULL, 
	missing BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT uq_notes_path UNIQUE (path)
);
INSERT INTO "notes" VALUES(1,'/a.md','a','x',1,1,1772366400000000,0);
INSERT INTO "notes" VALUES(2,'/b.md','b','y',1,1,1772366400000000,0);
CREATE TABLE reviews (
	id INTEGER NOT NULL, 
	card_id INTEGER NOT NULL, 
	event TEXT NOT NULL, 
	rating INTEGER, 
	at BIGINT NOT NULL, 
	study_day INTEGER NOT NULL, 
	duration_ms INTEGER DEFAULT 0 NOT NULL, 
	undoes INTEGER, 
	was TEXT, 
	state TEXT, 
	step INTEGER, 
	due_day INTEGER, 
	due_at BIGINT, 
	flag TEXT, 
	CONSTRAINT pk_reviews PRIMARY KEY (id), 
	CONSTRAINT fk_reviews_card_id_cards FOREIGN KEY(card_id) REFERENCES cards (id), 
	CONSTRAINT fk_reviews_undoes_reviews FOREIGN KEY(undoes) REFERENCES reviews (id), 
	CONSTRAINT uq_reviews_undoes UNIQUE (undoes), 
	CONSTRAINT ck_reviews_rating CHECK ((event = 'rating') = (rating IS NOT NULL)), 
	CONSTRAINT ck_reviews_undoes CHECK ((event = 'undo') = (undoes IS NOT NULL))
);
INSERT INTO "reviews" VALUES(1,1,'rating',4,1772366400000000,739676,0,NULL,'new','review',0,739684,NULL,NULL);
INSERT INTO "reviews" VALUES(2,2,'rating',3,1772366400000000,739676,0,NULL,'new','learning',1,NULL,1772367000000000,NULL);
INSERT INTO "reviews" VALUES(3,6,'rating',3,1772366400000000,739676,0,NULL,'new','learning',1,NULL,1772367000000000,NULL);
INSERT INTO "reviews" VALUES(4,6,'undo',NULL,1772366400000000,739676,0,3,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reviews" VALUES(5,3,'suspend',NULL,1772366400000000,739676,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE set_aside (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at BIGINT NOT NULL, 
	table_name TEXT NOT NULL, 
	"row" JSON NOT NULL, 
	why TEXT NOT NULL
);
CREATE TABLE settings (
	"key" TEXT NOT NULL, 
	value JSON NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY ("key")
);
CREATE INDEX ix_cards_place ON cards (note_id, position);
CREATE INDEX ix_cards_siblings ON cards (note_id, line);
CREATE INDEX ix_cards_fingerprint ON cards (fingerprint);
CREATE INDEX ix_cards_learning ON cards (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_cards_flag ON cards (flag) WHERE flag IS NOT NULL;
CREATE INDEX ix_cards_buried ON cards (buried_until) WHERE buried_until IS NOT NULL;
CREATE INDEX ix_cards_retired ON cards (id, note_id) WHERE retired IS NOT 0;
CREATE INDEX ix_cards_last_day ON cards (last_day, first_day, note_id, line);
CREATE INDEX ix_reviews_card ON reviews (card_id);
CREATE INDEX ix_reviews_study_day ON reviews (study_day);
CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'The review log is append-only: nothing in it may be changed.'); END;
CREATE TRIGGER reviews_no_delete BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'The review log is append-only: nothing in it may be deleted.'); END;
CREATE INDEX ix_doubts_other_id ON doubts (other_id);
CREATE INDEX ix_cards_due ON cards (due_day, last_day, stability, id, note_id, line, buried_until, suspended, rejected, retired, held) WHERE due_day IS NOT NULL;
CREATE INDEX ix_cards_new ON cards (note_id, position, id, line, buried_until, reverse) WHERE suspended IS 0 AND rejected IS 0 AND retired IS 0 AND held IS 0 AND first_day IS NULL;
CREATE INDEX ix_cards_held ON cards (note_id, decision, retired) WHERE held IS NOT 0;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('notes',2);
INSERT INTO "sqlite_sequence" VALUES('cards',6);
INSERT INTO "sqlite_sequence" VALUES('imports',2);
COMMIT;
