BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
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
	lapses INTEGER DEFAULT 0 NOT NULL, 
	CONSTRAINT fk_cards_note_id_notes FOREIGN KEY(note_id) REFERENCES notes (id)
);
INSERT INTO "cards" VALUES(1,1,1,'definition','**Swish** (FFN) — 무엇인가?','x에 sigmoid를 곱한, 어디서나 매끄러운 함수','[]','["FFN"]',2,'Swish','definition',NULL,0,'97e743c6eec29168',0,0,0,NULL,NULL,1746576000000000,'learning',0,2.11999997496604919433e-01,6.41330003738403320312e+00,NULL,1746576060000000,739378,739378,1,0);
INSERT INTO "cards" VALUES(2,1,2,'definition','x에 sigmoid를 곱한, 어디서나 매끄러운 함수 — 무엇을 말하나? (FFN)','Swish','[]','["FFN"]',2,'Swish','definition',NULL,1,'0d3e253c75b74174',0,0,0,NULL,NULL,1746576000000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0);
INSERT INTO "cards" VALUES(3,1,3,'definition','**GELU** (FFN) — 무엇인가?','확률로 문을 여닫는 활성화 함수','[]','["FFN"]',3,'GELU','definition',NULL,0,'232148ea7ca5fcf5',0,1,1,NULL,NULL,1746576000000000,'learning',0,1.29309999942779541015e+00,5.11217069625854492187e+00,NULL,1746576390000000,739378,739378,1,0);
INSERT INTO "cards" VALUES(4,1,4,'definition','확률로 문을 여닫는 활성화 함수 — 무엇을 말하나? (FFN)','GELU','[]','["FFN"]',3,'GELU','definition',NULL,1,'ffb3ef63d030d84c',0,0,1,NULL,NULL,1746576000000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0);
INSERT INTO "cards" VALUES(5,2,1,'definition','**Global** (Sparse Attention) — 무엇인가?','특정 토큰이 모든 토큰과 연결된다','[]','["Sparse Attention"]',2,'Global','definition',NULL,0,'05b14bbb6fe5b5b1',0,0,0,NULL,NULL,1746576000000000,'learning',1,2.30649995803833,2.11810398101806640625e+00,NULL,1746576720000000,739378,739378,1,0);
INSERT INTO "cards" VALUES(6,2,2,'definition','특정 토큰이 모든 토큰과 연결된다 — 무엇을 말하나? (Sparse Attention)','Global','[]','["Sparse Attention"]',2,'Global','definition',NULL,1,'dcabdf429b0cadc9',0,0,0,NULL,NULL,1746576000000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0);
INSERT INTO "cards" VALUES(7,2,3,'definition','**Band** (Sparse Attention) — 무엇인가?','이웃한 토큰끼리만 연결된다','[]','["Sparse Attention"]',3,'Band','definition',NULL,0,'f699b0c401ff0cf5',0,0,0,NULL,NULL,1746576000000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0);
INSERT INTO "cards" VALUES(8,2,4,'definition','이웃한 토큰끼리만 연결된다 — 무엇을 말하나? (Sparse Attention)','Band','[]','["Sparse Attention"]',3,'Band','definition',NULL,1,'c32ca18f0f44e4a8',0,0,0,NULL,NULL,1746576000000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0);
INSERT INTO "cards" VALUES(9,2,5,'definition','**Dilated** (Sparse Attention) — 무엇인가?','간격을 띄운 토큰과 연결된다','[]','["Sparse Attention"]',4,'Dilated','definition',NULL,0,'2ca48dfc165527e3',0,0,0,739379,NULL,1746576000000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0);
INSERT INTO "cards" VALUES(10,2,6,'definition','간격을 띄운 토큰과 연결된다 — 무엇을 말하나? (Sparse Attention)','Dilated','[]','["Sparse Attention"]',4,'Dilated','definition',NULL,1,'dc15e378f46c9c26',0,0,0,NULL,NULL,1746576000000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0);
INSERT INTO "cards" VALUES(11,2,7,'definition','**Random** (Sparse Attention) — 무엇인가?','임의의 토큰과 연결된다','[]','["Sparse Attention"]',5,'Random','definition',NULL,0,'368e0a75443a9731',1,0,0,NULL,NULL,1746576000000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0);
INSERT INTO "cards" VALUES(12,2,8,'definition','임의의 토큰과 연결된다 — 무엇을 말하나? (Sparse Attention)','Random','[]','["Sparse Attention"]',5,'Random','definition',NULL,1,'d73a8f987838cb4e',0,0,0,NULL,NULL,1746576000000000,'new',0,NULL,NULL,NULL,NULL,NULL,NULL,0,0);
CREATE TABLE folders (
	path TEXT NOT NULL, 
	added_at BIGINT NOT NULL, 
	CONSTRAINT pk_folders PRIMARY KEY (path)
);
INSERT INTO "folders" VALUES('/notes',1746576000000000);
CREATE TABLE imports (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at BIGINT NOT NULL, 
	undone_at BIGINT, 
	changes JSON NOT NULL
);
INSERT INTO "imports" VALUES(1,1746576000000000,NULL,'{"made":[[1,12]],"notes_made":[[1,2]],"cards":{},"notes":{},"folders":["/notes"],"read":{"/notes/ffn.md":"1164846025d267f465c2fce08efe7ec4","/notes/sparse.md":"65a48f8f1ad204920a3f9b34d0482b33"}}');
INSERT INTO "imports" VALUES(2,1746662400000000,NULL,'{"made":[],"notes_made":[],"cards":{"1":{"answer":"x에 sigmoid를 곱한 부드러운 함수","fingerprint":"513ae9802d763bf5"},"2":{"question":"x에 sigmoid를 곱한 부드러운 함수 — 무엇을 말하나? (FFN)","fingerprint":"a2a4ac102a0788b7"},"3":{"retired":false},"4":{"retired":false}},"notes":{"1":{"title":"FFN","digest":"1164846025d267f465c2fce08efe7ec4","mtime_ns":1795656103035767561,"size":110,"imported_at":"2025-05-07T00:00:00+00:00","missing":false}},"folders":[],"read":{"/notes/ffn.md":"540f8de24d586846fd1be3128f991365"}}');
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
INSERT INTO "notes" VALUES(1,'/notes/ffn.md','FFN','540f8de24d586846fd1be3128f991365',1795656106509206526,72,1746662400000000,0);
INSERT INTO "notes" VALUES(2,'/notes/sparse.md','Sparse Attention','65a48f8f1ad204920a3f9b34d0482b33',1795656103035603858,217,1746576000000000,0);
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
INSERT INTO "reviews" VALUES(1,1,'rating',1,1746576000000000,739378,4000,NULL,'new','learning',0,NULL,1746576060000000,NULL);
INSERT INTO "reviews" VALUES(2,3,'rating',2,1746576060000000,739378,4000,NULL,'new','learning',0,NULL,1746576390000000,NULL);
INSERT INTO "reviews" VALUES(3,5,'rating',3,1746576120000000,739378,4000,NULL,'new','learning',1,NULL,1746576720000000,NULL);
INSERT INTO "reviews" VALUES(4,7,'rating',4,1746576180000000,739378,4000,NULL,'new','review',0,739388,NULL,NULL);
INSERT INTO "reviews" VALUES(5,7,'undo',NULL,1746576540000000,739378,0,4,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reviews" VALUES(6,11,'suspend',NULL,1746576000000000,739378,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reviews" VALUES(7,9,'bury',NULL,1746576000000000,739378,0,NULL,NULL,NULL,NULL,739379,NULL,NULL);
CREATE TABLE settings (
	"key" TEXT NOT NULL, 
	value JSON NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY ("key")
);
INSERT INTO "settings" VALUES('schedule','{"desired_retention":0.9,"learning_steps":[1.0,10.0],"relearning_steps":[10.0],"new_per_day":7,"rollover_hour":4,"maximum_interval":36500,"fuzz":true,"leech_lapses":8,"parameters":[]}');
CREATE INDEX ix_cards_place ON cards (note_id, position);
CREATE INDEX ix_cards_siblings ON cards (note_id, line);
CREATE INDEX ix_cards_fingerprint ON cards (fingerprint);
CREATE INDEX ix_cards_due ON cards (due_day, last_day, stability, id, note_id, line, buried_until, suspended, rejected, retired) WHERE due_day IS NOT NULL;
CREATE INDEX ix_cards_new ON cards (note_id, position, id, line, buried_until) WHERE suspended IS 0 AND rejected IS 0 AND retired IS 0 AND first_day IS NULL;
CREATE INDEX ix_cards_learning ON cards (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_cards_flag ON cards (flag) WHERE flag IS NOT NULL;
CREATE INDEX ix_cards_buried ON cards (buried_until) WHERE buried_until IS NOT NULL;
CREATE INDEX ix_cards_retired ON cards (id, note_id) WHERE retired IS NOT 0;
CREATE INDEX ix_cards_last_day ON cards (last_day, first_day, note_id, line);
CREATE INDEX ix_reviews_card ON reviews (card_id);
CREATE INDEX ix_reviews_study_day ON reviews (study_day);
CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'The review log is append-only: nothing in it may be changed.'); END;
CREATE TRIGGER reviews_no_delete BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'The review log is append-only: nothing in it may be deleted.'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('notes',2);
INSERT INTO "sqlite_sequence" VALUES('cards',12);
INSERT INTO "sqlite_sequence" VALUES('imports',2);
COMMIT;
