-- Fictional data in bulk: :n cases over 150 samenwerkingsverbanden, 3,000 schools and 50,000 people.
-- Samenwerkingsverband 1 has a tenth of everything, and its first school 70 % of that: the limited user of the figures.
-- Everything follows from the row number, so that two machines make the same rows (but for today's date).

CREATE FUNCTION pg_temp.kans(nummer bigint, zout int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT abs(hashint8extended(nummer, zout) % 1000003)::int $$;
CREATE FUNCTION pg_temp.zin(nummer bigint, aantal int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_agg((ARRAY['De leerling werkt in een kleine groep aan rustige taken.',
        'Op school is een vast rooster met korte pauzes afgesproken.',
        'De mentor bespreekt elke week hoe het gaat.',
        'Thuis gaat het beter sinds er minder huiswerk is.',
        'Het onderzoek laat een wisselend beeld zien.',
        'De begeleiding buiten de klas is uitgebreid.',
        'Wisselingen in de groep kosten veel kracht.'])[1 + pg_temp.kans(nummer, k) % 7], ' ')
    FROM generate_series(1, aantal) k $$;

CREATE TEMP TABLE tekst AS
    SELECT k, pg_temp.zin(k, 3) AS kort, pg_temp.zin(k, 5) AS midden, pg_temp.zin(k, 9) AS lang FROM generate_series(0, 255) k;

CREATE TEMP TABLE woord AS SELECT
    ARRAY['Adem','Bente','Cas','Dina','Elin','Faas','Gijs','Hidde','Ilse','Jara','Koen','Lieve','Mees','Nora','Otis',
          'Pleun','Quinn','Roos','Siem','Tess','Umar','Veerle','Wout','Xem','Ybe','Zita','Amir','Bo','Dex','Evi',
          'Fenna','Guus','Hanne','Ivo','Jip','Kaat','Lotte','Milo','Noud','Oona'] AS namen,
    ARRAY['Linde','Wilgen','Berken','Hazel','Eiken','Beuken','Elzen','Vlier','Rozen','Klaver','Duin','Heide','Polder',
          'Water','Molen','Kerk','Brug','Noord','Zuid','Ooster','Wester','Zand','Klei','Veen','Steen','Berg','Dal',
          'Bron','Beek','Vaart','Haven','Sluis','Markt','Poort','Toren','Korte','Lange','Groene','Witte','Blauwe'] AS voor,
    ARRAY['veld','hof','berg','dijk','kamp','horst','broek','donk','laar','rode','wijk','stede','burg','drecht','hoven',
          'loo','mars','made','oord','plas','rijk','sloot','tocht','voort','waard','zijl','akker','bos','eind','gaard',
          'heuvel','kade','meer','pas','ring','schans','stroom','vliet','weide','zoom'] AS achter;

-- a row for each case, from which the tables are filled
CREATE TEMP TABLE plan AS
WITH dossier AS (
    SELECT i, 1 + (i - 1) % :nd AS d, pg_temp.kans(i, 1) % 100 AS lot FROM generate_series(1, :n) i
), plaats AS (
    SELECT *, CASE WHEN d % 10 = 0 THEN 1 ELSE 2 + pg_temp.kans(d, 2) % 149 END AS swv FROM dossier
), school AS (
    SELECT *, (swv - 1) * 20 + CASE
        WHEN swv > 1 THEN 1 + pg_temp.kans(d, 3) % 20
        WHEN pg_temp.kans(d, 4) % 10 < 7 THEN 1
        ELSE 2 + pg_temp.kans(d, 3) % 19 END AS school FROM plaats
), stand AS (
    SELECT *, CASE
        WHEN lot < 7 THEN 'concept' WHEN lot < 10 THEN 'ingediend' WHEN lot < 12 THEN 'aanvulling_gevraagd'
        WHEN lot < 13 THEN 'aangevuld' WHEN lot < 14 THEN 'aanvulling_verlopen' WHEN lot < 16 THEN 'volledig'
        WHEN lot < 20 THEN 'deskundigenadvies' WHEN lot < 21 THEN 'informatie_gevraagd'
        WHEN lot < 23 THEN 'ter_besluitvorming' WHEN lot < 24 THEN 'verleend' WHEN lot < 32 THEN 'bekendgemaakt'
        WHEN lot < 36 THEN 'ingetrokken' ELSE 'archief' END AS status FROM school
), dagen AS (
    SELECT *, CURRENT_DATE - CASE
        WHEN lot < 24 THEN 1 + pg_temp.kans(i, 5) % 60
        WHEN lot < 32 THEN 61 + pg_temp.kans(i, 5) % 60
        ELSE 130 + pg_temp.kans(i, 5) % 1500 END AS begonnen FROM stand
)
SELECT *, begonnen + 7 AS ontvangen,
    (begonnen + time '09:00' + pg_temp.kans(i, 6) % 28800 * interval '1 second') AT TIME ZONE 'UTC' AS moment,
    lot >= 32 AS gesloten, status NOT IN ('concept') AS ingediend,
    status IN ('bekendgemaakt', 'archief') AS bekend,
    CASE WHEN lot BETWEEN 7 AND 22 THEN CURRENT_DATE - 10 + pg_temp.kans(i, 7) % 60 END AS termijn,
    CASE WHEN status = 'concept' THEN begonnen ELSE begonnen + 7 END AS bij
FROM dagen;
UPDATE plan SET ontvangen = least(ontvangen, CURRENT_DATE), bij = least(bij, CURRENT_DATE) WHERE begonnen > CURRENT_DATE - 7;
CREATE INDEX ON plan (d);
ANALYZE plan;

-- who there is
INSERT INTO organisations_commissie (naam, afkorting) SELECT 'Commissie ' || s, 'CTO' FROM generate_series(1, 150) s;
INSERT INTO organisations_samenwerkingsverband (straat, huisnummer, postcode, plaats, naam, nummer, telefoon, email,
        website, steunpunt_naam, steunpunt_telefoon, steunpunt_email, kleur, commissie_id)
    SELECT 'Kastanjelaan', s::text, '1234 AB', 'Lindestad', 'Samenwerkingsverband Meetstreek ' || s, 'VO' || 1000 + s,
        '085 555 01 00', 'bureau' || s || '@meetstreek.example', '', 'Steunpunt', '085 555 01 50', '', '#154273', s
    FROM generate_series(1, 150) s;
INSERT INTO organisations_schoolbestuur (naam) SELECT 'Stichting Scholen ' || s FROM generate_series(1, 600) s;
INSERT INTO organisations_school (straat, huisnummer, postcode, plaats, naam, brin, vestiging, soort, telefoon, email,
        swv_id, bestuur_id)
    SELECT 'Schoolpad', s::text, '1234 CD', 'Lindestad', 'De ' || voor[1 + s % 40] || achter[1 + s / 40 % 40] || ' ' || s,
        lpad((s % 100)::text, 2, '0') || chr(65 + s / 100 % 26) || chr(65 + s / 2600), '00', 'vo', '085 555 02 00',
        'school' || s || '@meetstreek.example', 1 + (s - 1) / 20, 1 + (s - 1) / 5
    FROM generate_series(1, 3000) s, woord;

-- 1-2,100 work for a samenwerkingsverband (14 each), 2,101-11,100 at a school (3 each), 16 more coordinators at the
-- large school, and the rest are parents
INSERT INTO organisations_user (password, email, naam, telefoon, is_active, aangemaakt_op)
    SELECT '!', 'persoon' || u || '@meetstreek.example',
        namen[1 + pg_temp.kans(u, 11) % 40] || ' ' || voor[1 + pg_temp.kans(u, 12) % 40] || achter[1 + pg_temp.kans(u, 13) % 40],
        '', true, now() FROM generate_series(1, 50000) u, woord;
CREATE TEMP TABLE hoed AS
    SELECT u, (ARRAY['secretariaat', 'secretariaat', 'voorzitter', 'plv_voorzitter', 'commissielid', 'directeur_swv', 'fg',
            'beheerder', 'deskundige', 'deskundige', 'deskundige', 'deskundige', 'gedragswetenschapper',
            'gedragswetenschapper'])[1 + (u - 1) % 14] AS rol, 1 + (u - 1) / 14 AS swv, NULL::int AS school
        FROM generate_series(1, 2100) u
    UNION ALL SELECT u, CASE WHEN (u - 2101) % 3 < 2 THEN 'coordinator' ELSE 'schooldirecteur' END, NULL, 1 + (u - 2101) / 3
        FROM generate_series(2101, 11100) u
    UNION ALL SELECT u, 'coordinator', NULL, 1 FROM generate_series(11101, 11116) u
    UNION ALL SELECT u, 'ouder', NULL, NULL FROM generate_series(11117, 50000) u;
INSERT INTO organisations_lidmaatschap (user_id, rol, swv_id, school_id, van)
    SELECT u, rol, swv, school, CURRENT_DATE - 2000 FROM hoed ORDER BY u;
INSERT INTO organisations_mandaat (swv_id, user_id, product, functie, namens, plaatsvervangend, grondslag, van)
    SELECT swv, u, 'tlv', 'voorzitter commissie', 'het bestuur', rol = 'plv_voorzitter', '', CURRENT_DATE - 2000
    FROM hoed WHERE rol IN ('voorzitter', 'plv_voorzitter') ORDER BY u;
INSERT INTO organisations_deskundigheid (user_id, swv_id, beroep, registratie, van)
    SELECT u, swv, CASE u % 2 WHEN 0 THEN 'orthopedagoog' ELSE 'psycholoog' END, '', CURRENT_DATE - 2000
    FROM hoed WHERE rol = 'deskundige' ORDER BY u;

-- pupils and dossiers
INSERT INTO cases_leerling (straat, huisnummer, postcode, plaats, voornamen, roepnaam, tussenvoegsel, achternaam,
        geboortedatum, adres_geheim, telefoon, email, zoektekst)
    SELECT 'Lindelaan', (d % 300)::text, '1234 EF', 'Lindestad', a || ' ' || b, a, t, c,
        CURRENT_DATE - 4400 - pg_temp.kans(d, 21) % 2100, d % 50 = 0, '', '',
        lower(a || CASE WHEN a = b THEN '' ELSE ' ' || b END || CASE t WHEN '' THEN ' ' || c ELSE ' van ' || c || ' van' || c END)
    FROM (SELECT d, namen[1 + pg_temp.kans(d, 22) % 40] AS a, namen[1 + pg_temp.kans(d, 23) % 40] AS b,
              CASE pg_temp.kans(d, 24) % 5 WHEN 0 THEN 'van' ELSE '' END AS t,
              voor[1 + pg_temp.kans(d, 25) % 40] || achter[1 + pg_temp.kans(d, 26) % 40] AS c
          FROM generate_series(1, :nd) d, woord) AS w ORDER BY d;
INSERT INTO cases_ouder (straat, huisnummer, postcode, plaats, naam, organisatie, relatie, email, telefoon, adres_geheim,
        tolk, leerling_id, user_id)
    SELECT 'Lindelaan', (d % 300)::text, '1234 EF', 'Lindestad', namen[1 + pg_temp.kans(d, 30 + k) % 40] || ' ' || l.achternaam,
        '', CASE k WHEN 0 THEN 'moeder' ELSE 'vader' END, '', '085 555 03 00', false, '', d,
        CASE WHEN k = 0 AND d <= 38884 THEN 11116 + d END
    FROM cases_leerling l, LATERAL (SELECT l.id AS d) AS x, generate_series(0, 1) k, woord ORDER BY d, k;
INSERT INTO cases_gezag (van, bron, bron_einde, ouder_id)
    SELECT l.geboortedatum, '', '', o.id FROM cases_ouder o JOIN cases_leerling l ON l.id = o.leerling_id ORDER BY o.id;
INSERT INTO cases_dossier (geopend_op, swv_sinds, laatste_sleutel, versie, school_id, swv_id, leerling_id)
    SELECT begonnen, CASE WHEN pg_temp.kans(d, 27) % 10 = 0 THEN begonnen END, '', 1, school, swv, d
    FROM plan WHERE i <= :nd ORDER BY i;
INSERT INTO cases_inschrijving (soort, leerjaar, niveau, van, geeft_toegang, school_id, leerling_id)
    SELECT 'ingeschreven', 1 + d % 4, 'vmbo', begonnen - 300, true, school, d FROM plan WHERE i <= :nd ORDER BY i;
INSERT INTO cases_schoolbetrokkene (naam, functie, telefoon, email, dossier_id)
    SELECT namen[1 + d % 40] || ' Mentor', 'mentor', '', '', d FROM plan, woord WHERE i <= :nd ORDER BY i;

-- cases
INSERT INTO cases_zaak (nummer, soort, status, status_label, aangemaakt_op, ontvangen_op, gesloten_op, swv_sinds, gezin_sinds,
        volgende_termijn, beleid, versie, bijgewerkt_op, behandelaar_id, dossier_id, school_id, schoolbehandelaar_id, swv_id)
    SELECT CASE WHEN ingediend THEN to_char(ontvangen, 'YYYY') || '-' || lpad(i::text, 7, '0') ELSE '' END, 'tlv', status,
        initcap(replace(status, '_', ' ')), moment, CASE WHEN ingediend THEN ontvangen END,
        CASE WHEN gesloten THEN begonnen + 100 END, CASE WHEN ingediend THEN ontvangen END, CASE WHEN ingediend THEN ontvangen END,
        termijn, '{}', 3, (bij + time '10:00' + pg_temp.kans(i, 8) % 21600 * interval '1 second') AT TIME ZONE 'UTC',
        CASE WHEN ingediend THEN (swv - 1) * 14 + 1 + i % 2 END, d, school, 2101 + (school - 1) * 3 + i % 2, swv
    FROM plan ORDER BY i;
INSERT INTO documents_ondertekenstuk (soort, nummer, inhoud, sha256, bevroren_op, bevroren_door_id, zaak_id)
    SELECT 'tlv_aanvraag', 1, jsonb_build_object('secties', jsonb_build_array(jsonb_build_object('tekst', t.kort))),
        encode(sha256(i::text::bytea), 'hex'), moment, 2101 + (school - 1) * 3, i
    FROM plan JOIN tekst t ON t.k = i % 256 WHERE ingediend OR i % 3 = 0 ORDER BY i;
INSERT INTO documents_handtekening (rol, volgorde, naam, gevraagd_op, uitkomst, wijze, op, sha256, hoe_vastgesteld, reden,
        user_id, stuk_id)
    SELECT 'schooldirecteur', 1, u.naam, p.moment, CASE WHEN p.ingediend THEN 'getekend' ELSE 'open' END,
        CASE WHEN p.ingediend THEN 'digitaal' ELSE '' END, CASE WHEN p.ingediend THEN p.moment + interval '1 day' END,
        CASE WHEN p.ingediend THEN s.sha256 ELSE '' END, '', '', u.id, s.id
    FROM documents_ondertekenstuk s JOIN plan p ON p.i = s.zaak_id JOIN organisations_user u ON u.id = 2103 + (p.school - 1) * 3
    ORDER BY s.id;
INSERT INTO documents_handtekening (rol, volgorde, naam, gevraagd_op, uitkomst, wijze, op, sha256, hoe_vastgesteld, reden,
        ouder_id, stuk_id)
    SELECT 'ouder', 1, o.naam, p.moment, 'getekend', 'papier', p.moment + interval '1 day', s.sha256, 'op papier', '', o.id, s.id
    FROM documents_ondertekenstuk s JOIN plan p ON p.i = s.zaak_id JOIN cases_ouder o ON o.id = p.d * 2 - 1
    WHERE p.ingediend ORDER BY s.id;
INSERT INTO tlv_aanvraag (route, status, terug_naar, kanaal, startreden, ingediend_op, volledig_op, bekendgemaakt_op,
        ingediende_versie_id, zaak_id)
    SELECT 'vo_vso', status, CASE status WHEN 'informatie_gevraagd' THEN 'deskundigenadvies' ELSE '' END, 'digitaal', '',
        CASE WHEN ingediend THEN moment + interval '6 days' END,
        CASE WHEN lot >= 14 AND lot NOT BETWEEN 32 AND 35 THEN ontvangen + 3 END, CASE WHEN bekend THEN ontvangen + 42 END, s.id, i
    FROM plan LEFT JOIN documents_ondertekenstuk s ON s.zaak_id = i AND ingediend ORDER BY i;
INSERT INTO workflow_onderdeel (sleutel, antwoorden, afgerond, versie, bijgewerkt_op, bijgewerkt_door_id, zaak_id)
    SELECT sleutel, jsonb_build_object(vraag, t.midden, 'gronden_toelichting', t.kort), true, 2, moment,
        2101 + (school - 1) * 3, i
    FROM plan JOIN tekst t ON t.k = i % 256,
        (VALUES (1, 'situatie_en_verzoek', 'situatie'), (2, 'ondersteuningsbehoeften', 'cognitief')) AS s (nr, sleutel, vraag)
    ORDER BY i, nr;
INSERT INTO cases_betrokkene (naam, rol, van, tot, grond, user_id, zaak_id)
    SELECT '', 'deskundige', ontvangen, CASE WHEN gesloten THEN begonnen + 100 END, 'toegewezen', (swv - 1) * 14 + 9 + (i + k) % 4, i
    FROM plan, generate_series(0, 1) k WHERE lot >= 16 AND lot NOT BETWEEN 32 AND 35
    UNION ALL
    SELECT '', 'gedragswetenschapper', begonnen, CASE WHEN gesloten THEN begonnen + 100 END, 'meetekenen', (swv - 1) * 14 + 13 + i % 2, i
    FROM plan WHERE ingediend;
INSERT INTO deadlines_termijn (soort, kenmerk, verdaagd_reden, vanaf, parameters, gestopt_op, einde, aangemaakt_op, zaak_id, swv_id,
        school_id, stil_tot)
    SELECT 'beslistermijn', '', '', least(ontvangen, coalesce(termijn, ontvangen)), '{"weken": 8}', CASE WHEN lot >= 23 THEN ontvangen + 42 END,
        coalesce(termijn, ontvangen + 56), moment, i, swv, school, CASE WHEN lot IN (10, 11) THEN CURRENT_DATE + i % 20 END
    FROM plan WHERE ingediend ORDER BY i;
INSERT INTO deadlines_opschorting (van, uiterlijk, grond, toelichting, termijn_id)
    SELECT greatest(vanaf, stil_tot - 21), stil_tot, 'aanvulling', '', id FROM deadlines_termijn WHERE stil_tot IS NOT NULL ORDER BY id;
INSERT INTO deadlines_termijn (soort, kenmerk, verdaagd_reden, vanaf, parameters, gestopt_op, einde, aangemaakt_op, zaak_id, swv_id,
        school_id)
    SELECT 'servicenorm', '', '', ontvangen, '{"weken": 6}', CASE WHEN lot >= 23 THEN ontvangen + 42 END, ontvangen + 42, moment, i, swv, school
    FROM plan WHERE lot BETWEEN 14 AND 23 ORDER BY i;
INSERT INTO deadlines_termijn (soort, kenmerk, verdaagd_reden, vanaf, parameters, gestopt_op, einde, aangemaakt_op, zaak_id, swv_id,
        school_id)
    SELECT 'volledigheidsnorm', '', '', ontvangen, '{"werkdagen": 5}', ontvangen + 3, ontvangen + 7, moment, i, swv, school
    FROM plan WHERE lot >= 14 ORDER BY i;
INSERT INTO tlv_advies (beroep, volgorde, stand, gevraagd_op, uiterlijk, waarschuwing, strekking, type, categorie, overwegingen,
        periode_reden, categorie_reden, waarom_geen_arrangement, lichtere_vorm, lichtere_vorm_toelichting,
        onafhankelijk_verklaard_op, ingediend_op, sha256, reden_terug, versie, aanvraag_id, deskundige_id)
    SELECT CASE x.k WHEN 0 THEN 'orthopedagoog' ELSE 'psycholoog' END, x.k + 1, CASE WHEN klaar THEN 'ingediend' ELSE 'gevraagd' END,
        ontvangen + 3, ontvangen + 17, '', 'toewijzen', 'vso', 'laag', CASE WHEN klaar THEN t.lang ELSE '' END,
        '', '', '', '', '', CASE WHEN klaar THEN moment END, CASE WHEN klaar THEN moment END,
        CASE WHEN klaar THEN encode(sha256((i * 2 + x.k)::text::bytea), 'hex') ELSE '' END, '', 2, i, (swv - 1) * 14 + 9 + (i + x.k) % 4
    FROM plan JOIN tekst t ON t.k = i % 256,
        LATERAL (SELECT g AS k, lot >= 21 OR g = 0 AND i % 2 = 0 AS klaar FROM generate_series(0, 1) g) x
    WHERE lot >= 16 AND lot NOT BETWEEN 32 AND 35 ORDER BY i, x.k;

-- papers
CREATE TEMP TABLE papier AS SELECT row_number() OVER (ORDER BY i, soort) AS id, * FROM (
    SELECT i, 'opp' AS soort, moment FROM plan
    UNION ALL SELECT i, 'beschikking', moment + interval '40 days' FROM plan WHERE bekend
    UNION ALL SELECT i, 'advies', moment + interval '20 days' FROM plan WHERE bekend) p;
INSERT INTO documents_bestand (opslagnaam, sha256, grootte, mime, paginas, bewaard_op)
    SELECT 'meten/' || md5(id::text), encode(sha256(id::text::bytea), 'hex'), 80000, 'application/pdf', 3, moment FROM papier ORDER BY id;
INSERT INTO documents_document (soort, titel, naam, compartiment, aangemaakt_op, brief, gegevens, sjabloonhash, te_verzegelen, werk,
        pogingen, laatste_fout, bestand_id, zaak_id, auteur_id)
    SELECT p.soort, initcap(p.soort), p.soort || '.pdf',
        CASE p.soort WHEN 'opp' THEN 'dossier' WHEN 'advies' THEN 'advies' ELSE 'besluit' END, p.moment, '', '{}', '', false, 'klaar',
        0, '', p.id, p.i, CASE p.soort WHEN 'opp' THEN 2101 + (plan.school - 1) * 3 END
    FROM papier p JOIN plan USING (i) ORDER BY p.id;
UPDATE documents_document SET werk = 'mislukt', laatste_fout = 'meting' WHERE id % 50000 = 7;
INSERT INTO tlv_besluit (soort, stand, type, begin, einde, categorie, motivering, periode_reden, categorie_reden, ontheffing, kernen,
        reactie_op_zienswijze, afwijking, tlv_nummer, besloten_op, ondertekend_op, grondslag_hashes, toetsen, reden_terugroepen,
        versie, aanvraag_id, document_id, mandaat_id, ondertekend_door_id)
    SELECT 'verlenen', CASE WHEN bekend THEN 'bekendgemaakt' ELSE 'ondertekend' END, 'vso', ontvangen + 60, ontvangen + 800, 'laag',
        t.lang, '', '', false, '{}', '', '', 'TLV-' || lpad(i::text, 7, '0'), ontvangen + 40, plan.moment + interval '40 days',
        '[]', '[]', '', 2, i, p.id, 2 * swv - 1, (swv - 1) * 14 + 3
    FROM plan LEFT JOIN papier p USING (i) JOIN tekst t ON t.k = i % 256 WHERE (bekend OR plan.status = 'verleend') AND coalesce(p.soort, 'beschikking') <> 'advies'
        AND (p.soort = 'beschikking' OR plan.status = 'verleend') ORDER BY i;
INSERT INTO tlv_toelaatbaarheid (nummer, type, categorie, begin, einde, besluit_id, leerling_id, swv_id)
    SELECT tlv_nummer, b.type, b.categorie, b.begin, b.einde, b.id, p.d, p.swv FROM tlv_besluit b JOIN plan p ON p.i = b.aanvraag_id
    WHERE b.stand = 'bekendgemaakt' ORDER BY b.id;
INSERT INTO documents_bekendmaking (naam, adresregels, kanaal, klaargezet_op, verzonden_op, school_id, ouder_id, zaak_id, document_id)
    SELECT CASE k WHEN 0 THEN 'De school' ELSE 'Ouder' END, '[]', CASE k WHEN 0 THEN 'digitaal' ELSE 'post' END, b.ondertekend_op,
        CASE WHEN k = 1 AND p.lot BETWEEN 24 AND 31 AND p.i % 20 = 0 THEN NULL ELSE b.besloten_op + 2 END,
        CASE k WHEN 0 THEN p.school END, CASE k WHEN 1 THEN p.d * 2 - 1 END, p.i, b.document_id
    FROM tlv_besluit b JOIN plan p ON p.i = b.aanvraag_id, generate_series(0, 1) k WHERE b.document_id IS NOT NULL ORDER BY p.i, k;
INSERT INTO deadlines_termijn (soort, kenmerk, verdaagd_reden, vanaf, parameters, gestopt_op, einde, aangemaakt_op, zaak_id, swv_id,
        school_id)
    SELECT 'bezwaar', 'bekendmaking:' || m.id, '', m.verzonden_op, '{"weken": 6}', CASE WHEN p.gesloten THEN m.verzonden_op + 43 END,
        m.verzonden_op + 42, m.klaargezet_op, m.zaak_id, p.swv, p.school
    FROM documents_bekendmaking m JOIN plan p ON p.i = m.zaak_id WHERE m.verzonden_op IS NOT NULL ORDER BY m.id;
UPDATE deadlines_termijn SET afgehandeld_op = now() WHERE gestopt_op IS NULL AND einde < CURRENT_DATE AND zaak_id % 500 > 0;

-- messages, reads and the chained record
INSERT INTO workflow_bericht (soort, rol, email, onderwerp, tekst, sleutel, aangemaakt_op, gelezen_op, werk, pogingen, laatste_fout,
        user_id, zaak_id)
    SELECT 'vraag', 'coordinator', '', 'Nieuw bericht bij een zaak', 'Er is een nieuw bericht bij een zaak.', 'vraag:' || i, moment,
        CASE WHEN i % 60 > 0 THEN moment END, CASE WHEN i % 60000 = 3 THEN 'mislukt' ELSE 'klaar' END, 1, '',
        2101 + (school - 1) * 3 + i % 2, i
    FROM plan WHERE i % 3 = 0 ORDER BY i;
INSERT INTO audit_lezing (moment, actie, gebruiker_id, hoed_id, rol, swv_id, zaak_id, leerling_id, object_soort, verzoek_id, grond)
    SELECT now() - pg_temp.kans(i, 9) % 40 * interval '1 day' - interval '1 hour', 'lezen:zaak', 2101 + (school - 1) * 3,
        2101 + (school - 1) * 3, 'coordinator', swv, i, d, '', '', '{"been": "school"}'
    FROM plan ORDER BY 1;
CREATE TEMP TABLE schakel AS SELECT i, swv, d, u, date_trunc('second', moment) AS moment, actie, nummer FROM (
    SELECT i, swv, d, 2101 + (school - 1) * 3 AS u, moment, 'tlv.starten' AS actie, 1 AS nummer FROM plan
    UNION ALL SELECT i, swv, d, 2101 + (school - 1) * 3, moment + interval '6 days', 'tlv.indienen', 2 FROM plan WHERE ingediend) s;
CREATE FUNCTION pg_temp.schakelhash(vorige text, s schakel) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(format(
        '["%s", "%s", "schrijven", "%s", %s, %s, "coordinator", %s, %s, %s, "cases.zaak", %s, {}, ""]', vorige,
        to_char(s.moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'), s.actie, s.u, s.u, s.swv, s.i, s.d, s.i), 'UTF8')), 'hex') $$;
INSERT INTO audit_gebeurtenis (moment, soort, actie, gebruiker_id, hoed_id, rol, swv_id, zaak_id, leerling_id, object_soort, object_id,
        bijzonderheden, verzoek_id, volgnummer, vorige, hash)
    SELECT moment, 'schrijven', actie, u, u, 'coordinator', swv, i, d, 'cases.zaak', i, '{}', '', nummer, '', pg_temp.schakelhash('', s)
    FROM schakel s WHERE nummer = 1 ORDER BY i;
INSERT INTO audit_gebeurtenis (moment, soort, actie, gebruiker_id, hoed_id, rol, swv_id, zaak_id, leerling_id, object_soort, object_id,
        bijzonderheden, verzoek_id, volgnummer, vorige, hash)
    SELECT s.moment, 'schrijven', s.actie, s.u, s.u, 'coordinator', s.swv, s.i, s.d, 'cases.zaak', s.i, '{}', '', s.nummer, g.hash,
        pg_temp.schakelhash(g.hash, s)
    FROM schakel s JOIN audit_gebeurtenis g ON g.zaak_id = s.i WHERE s.nummer = 2 ORDER BY s.i;
