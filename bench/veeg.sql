-- Onto 100,000 seeded cases: ten open terms for each, and a thousand cases that wait for a supplement.
-- What the seed left undone is dealt with first, so that only what the measurement makes due is due.
UPDATE deadlines_termijn SET afgehandeld_op = now() WHERE gestopt_op IS NULL AND afgehandeld_op IS NULL AND einde < CURRENT_DATE;
INSERT INTO deadlines_termijn (soort, kenmerk, verdaagd_reden, vanaf, parameters, einde, melding_voor, aangemaakt_op, zaak_id, swv_id, school_id)
    SELECT 'bezwaar', 'meting:' || k, '', CURRENT_DATE - 1, '{"weken": 6}', CURRENT_DATE + 10 + ((z.id + k) % 30)::int,
        CURRENT_DATE + 10 + ((z.id + k) % 30)::int, now(), z.id, z.swv_id, z.school_id FROM cases_zaak z, generate_series(1, :per) k;
CREATE TABLE meting_wacht AS SELECT a.id AS aanvraag, a.zaak_id AS zaak, z.behandelaar_id AS wie FROM tlv_aanvraag a
    JOIN cases_zaak z ON z.id = a.zaak_id WHERE a.status = 'aanvulling_gevraagd' AND z.behandelaar_id IS NOT NULL
    AND EXISTS (SELECT FROM deadlines_termijn t WHERE t.zaak_id = z.id AND t.soort = 'beslistermijn' AND t.gestopt_op IS NULL)
    ORDER BY a.id LIMIT :toe;
UPDATE deadlines_termijn t SET vanaf = CURRENT_DATE - 30, einde = CURRENT_DATE + 40 FROM meting_wacht w
    WHERE t.zaak_id = w.zaak AND t.soort = 'beslistermijn' AND t.gestopt_op IS NULL;
INSERT INTO deadlines_termijn (soort, kenmerk, verdaagd_reden, vanaf, parameters, einde, melding_voor, aangemaakt_op, zaak_id, swv_id, school_id)
    SELECT 'aanvultermijn', '', '', CURRENT_DATE - 22, '{"weken": 3}', CURRENT_DATE + 60, CURRENT_DATE + 60, now(), zaak, z.swv_id, z.school_id
    FROM meting_wacht JOIN cases_zaak z ON z.id = zaak;
INSERT INTO deadlines_opschorting (van, uiterlijk, grond, toelichting, termijn_id)
    SELECT CURRENT_DATE - 22, CURRENT_DATE - 1, 'aanvulling', '', t.id FROM meting_wacht w
    JOIN deadlines_termijn t ON t.zaak_id = w.zaak AND t.soort = 'beslistermijn' AND t.gestopt_op IS NULL;
INSERT INTO tlv_aanvulverzoek (soort, stand, eisen, vraag, gevraagd_op, uiterlijk, antwoord, antwoorden, versie, aanvraag_id, gevraagd_door_id)
    SELECT 'aanvulling', 'open', '["opp"]', 'Graag.', CURRENT_DATE - 22, CURRENT_DATE - 1, '', '{}', 0, aanvraag, wie FROM meting_wacht;
DROP TABLE meting_wacht;
VACUUM (ANALYZE) deadlines_termijn;
