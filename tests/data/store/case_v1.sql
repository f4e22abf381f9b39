-- The rows of a case that the program of schema 1 wrote (one text, added once). Do not edit: that is what old cases hold.
INSERT INTO original VALUES(1,'c4b3373773664adef4c29e5aaf5a24244da972515b19d9c103806df1afbd16fa',123,'2026-11-25T22:43:47.708Z');
INSERT INTO original_piece VALUES(1,1,0,'c4b3373773664adef4c29e5aaf5a24244da972515b19d9c103806df1afbd16fa',X'28b52ffd207b550300b287191c606b35068091926f7ae475d468f874c411fcd51f76513505055d872b68f0e4724fd9bd1793f0d508b3791f8fb1c9561647226b30eed672973b749a87b3b265c1010875d52d759f01f093ca05c2c8219112447a59281442ea72b574dca78ef96aca56c7930400');
INSERT INTO arrival VALUES('wire.txt',1,'2026-11-25T22:43:47.708Z');
INSERT INTO reading VALUES(1,'wire.txt','stemma-0.1.0 floor-1','2026-11-25T22:43:47.708Z',1,0,'a5c80b21d5bda23c8b267c3eae6908e39143ad0d91e0517a08bb38e243ada83f');
INSERT INTO document VALUES(1,'da24d2402b1a2508e',1,0,'wire.txt','','text','Dyke held at Port Aldane','first line','','','Boreal Press','dateline','','','','','','','PORT ALDANE','','Boreal Press','[[25,61]]','en',0,0,0,'c5d756760c8798134e388c27a3c19e0da296d6320fe57e1f4cb641b38ec3f722',replace('Dyke held at Port Aldane\nPORT ALDANE, 14 May (Boreal Press) - The pumps ran all night, the harbour master said on Monday.','\n',char(10)));
INSERT INTO block VALUES(1,1,0,'headline',0,24);
INSERT INTO block VALUES(2,1,1,'paragraph',25,121);
INSERT INTO agent VALUES(1,0,'the harbour master','unnamed','[]','',NULL,0,'[[87,105]]');
INSERT INTO attribution VALUES(1,0,'[[87,105]]','[[106,110]]','[[62,85]]','asserts',0,'unnamed individual',0,NULL,'',0.80000001192092895507,'after-clause');
INSERT INTO custody VALUES(1,'2026-11-25T22:43:47.673Z','created','case','{"program":"stemma 0.1.0","schema":1}','0000000000000000000000000000000000000000000000000000000000000000','1f87f30b01f4b28e59d6914bc86a3cd5de94f544191cb973e50d4e8ee8458865');
INSERT INTO custody VALUES(2,'2026-11-25T22:43:47.708Z','received','c4b3373773664adef4c29e5aaf5a24244da972515b19d9c103806df1afbd16fa','{"bytes":123,"path":"wire.txt"}','1f87f30b01f4b28e59d6914bc86a3cd5de94f544191cb973e50d4e8ee8458865','0198b3fa639fb0586b4364c6392037d42d2e18f2bfaf43f418a2d8cd85d1147b');
INSERT INTO custody VALUES(3,'2026-11-25T22:43:47.708Z','read','c4b3373773664adef4c29e5aaf5a24244da972515b19d9c103806df1afbd16fa','{"attributions":1,"digest":"a5c80b21d5bda23c8b267c3eae6908e39143ad0d91e0517a08bb38e243ada83f","documents":1,"path":"wire.txt","reader":"stemma-0.1.0 floor-1"}','0198b3fa639fb0586b4364c6392037d42d2e18f2bfaf43f418a2d8cd85d1147b','6b009dc69bfde34f31429af2a16c00a0ed9e51bd924ce57b9b72ef0e02bcb0d5');
INSERT INTO block_index (rowid, words) SELECT id, words FROM block_text;
