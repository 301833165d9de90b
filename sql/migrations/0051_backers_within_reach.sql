-- Of which verified person a backer's account is, is for those who keep the books of money, who decide on it, and who
-- keep identities. Whoever reports, verifies or keeps accounts does not reach it.
SET LOCAL search_path = tadamun, pg_temp;

CALL keep_within_reach('backer_identities', 'tadamun.backers', 'backer_id');
