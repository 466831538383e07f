//! SQL of cases.

db::statements! {
    /// Saves what the events of a case fold to. The entries before it tell whether it may.
    PUT_CASE = "INSERT INTO cases (number, seq, state, item, item_version, department, region,
        channel, filed_by, applicant, subject, officer, received_at, answer_due_on, due_on,
        promised_due_on, statutory_due_on, provisional, effect_at, outcome, result_number,
        decided_at, closing, closed_at, projection, body, received_in)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
        ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27) ON CONFLICT (number) DO UPDATE SET
        seq = excluded.seq, state = excluded.state, officer = excluded.officer,
        answer_due_on = excluded.answer_due_on, due_on = excluded.due_on,
        promised_due_on = excluded.promised_due_on, statutory_due_on = excluded.statutory_due_on,
        provisional = excluded.provisional, effect_at = excluded.effect_at,
        outcome = excluded.outcome, result_number = excluded.result_number,
        decided_at = excluded.decided_at, closing = excluded.closing,
        closed_at = excluded.closed_at, projection = excluded.projection, body = excluded.body";

    /// One case, and when its last event was recorded.
    CASE = "SELECT c.body, c.projection, e.at FROM cases c
        LEFT JOIN entries e ON e.stream = 'case/' || c.number AND e.seq = c.seq
        WHERE c.number = ?1";

    /// One case, for whoever only looks.
    CASE_SEEN = "SELECT body, projection FROM cases WHERE number = ?1";

    /// The whole row of a case, for verification.
    CASE_ROW = "SELECT number, seq, state, item, item_version, department, region, channel,
        filed_by, applicant, subject, officer, received_at, answer_due_on, due_on,
        promised_due_on, statutory_due_on, provisional, effect_at, outcome, result_number,
        decided_at, closing, closed_at, projection, body, received_in FROM cases
        WHERE number = ?1";

    /// Numbers of cases, a page at a time.
    NUMBERS = "SELECT number FROM cases WHERE number > ?1 ORDER BY number LIMIT ?2";

    /// Streams of cases whose row is gone.
    STREAMS_WITHOUT_CASE = "SELECT e.stream FROM entries e
        LEFT JOIN cases c ON c.number = substr(e.stream, 6)
        WHERE e.seq = 1 AND e.stream >= 'case/' AND e.stream < 'case0' AND c.number IS NULL
        ORDER BY e.stream LIMIT 100";

    /// Cases whose effect is due, a page at a time.
    EFFECTS_DUE = "SELECT number FROM cases WHERE effect_at IS NOT NULL AND effect_at <= ?1
        AND number > ?2 ORDER BY number LIMIT ?3";

    /// Open cases with days of a year whose calendar was not published, a page at a time.
    PROVISIONAL = "SELECT number, region, body FROM cases WHERE provisional
        AND closed_at IS NULL AND number > ?1 ORDER BY number LIMIT ?2";

    /// Cases that an account filed, the newest first, behind a moment and number.
    FILED_BY = "SELECT body, received_at, number FROM cases WHERE filed_by = ?1
        AND received_at <= ?2 AND (received_at < ?2 OR number > ?3)
        ORDER BY received_at DESC, number LIMIT ?4";

    /// Cases of a verified person, the newest first, behind a moment and number.
    OF_PERSON = "SELECT body, received_at, number FROM cases WHERE applicant = ?1
        AND received_at <= ?2 AND (received_at < ?2 OR number > ?3)
        ORDER BY received_at DESC, number LIMIT ?4";

    /// Takes a receipt on paper for a case, unless another one has it.
    TAKE_PAPER_RECEIPT = "INSERT INTO paper_receipts (house, year, receipt, case_number)
        VALUES (?1, ?2, ?3, ?4) ON CONFLICT (house, year, receipt) DO NOTHING";

    /// The case that a receipt on paper became.
    PAPER_RECEIPT = "SELECT case_number FROM paper_receipts
        WHERE house = ?1 AND year = ?2 AND receipt = ?3";

    /// Cases of a person that houses of a region received, the newest first.
    OF_DOCUMENT = "SELECT body FROM cases WHERE (applicant = ?1 OR subject = ?1)
        AND received_in LIKE ?2 ORDER BY received_at DESC, number LIMIT ?3";

    /// The open cases of a department in a state, or in any, by due day, behind a day and number.
    /// What has no day comes last.
    WORK_BEHIND = "SELECT body, COALESCE(due_on, '~'), number FROM cases WHERE department = ?1
        AND (?2 = '' OR state = ?2) AND closed_at IS NULL
        AND (COALESCE(due_on, '~'), number) > (?3, ?4)
        ORDER BY COALESCE(due_on, '~'), number LIMIT ?5";

    /// The same of a region.
    WINDOW_BEHIND = "SELECT body, COALESCE(due_on, '~'), number FROM cases WHERE region LIKE ?1
        AND (?2 = '' OR state = ?2) AND closed_at IS NULL
        AND (COALESCE(due_on, '~'), number) > (?3, ?4)
        ORDER BY COALESCE(due_on, '~'), number LIMIT ?5";

    /// Questions to a department by the last day of its share, behind a day and number.
    ASKED_BEHIND = "SELECT c.body, a.due_on, c.number FROM asked a
        JOIN cases c ON c.number = a.case_number
        WHERE a.department = ?1 AND (a.due_on, a.case_number) > (?2, ?3)
        ORDER BY a.due_on, a.case_number LIMIT ?4";

    /// Results decided before a moment that wait, the longest first, behind a moment and number.
    OUTLET_BEHIND = "SELECT body, decided_at, number FROM cases WHERE region LIKE ?1
        AND state = 'decided' AND closed_at IS NULL AND decided_at < ?2
        AND (decided_at, number) > (?3, ?4) ORDER BY decided_at, number LIMIT ?5";

    /// The open cases of a department by due day.
    WORK = "SELECT body FROM cases WHERE department = ?1 AND state = ?2 AND closed_at IS NULL
        ORDER BY due_on IS NULL, due_on, number LIMIT ?3 OFFSET ?4";

    /// The open cases that a region's house received, in a state, by due day.
    WORK_REGION = "SELECT body FROM cases WHERE received_in LIKE ?1 AND state = ?2
        AND closed_at IS NULL ORDER BY due_on IS NULL, due_on, number LIMIT ?3 OFFSET ?4";

    /// How many open cases of a department are in each state.
    COUNT_WORK = "SELECT state, count(*) FROM cases WHERE department = ?1 AND closed_at IS NULL
        GROUP BY state ORDER BY state";

    /// How many open cases of a region are in each state.
    COUNT_REGION = "SELECT state, count(*) FROM cases WHERE received_in LIKE ?1
        AND closed_at IS NULL GROUP BY state ORDER BY state";

    /// Cases on which a department was asked and has not answered.
    ASKED = "SELECT c.body FROM asked a JOIN cases c ON c.number = a.case_number
        WHERE a.department = ?1 ORDER BY a.due_on, a.case_number LIMIT ?2 OFFSET ?3";

    /// A department is asked.
    INSERT_ASKED = "INSERT INTO asked (case_number, department, due_on) VALUES (?1, ?2, ?3)
        ON CONFLICT (case_number, department) DO UPDATE SET due_on = excluded.due_on";

    /// A department has answered.
    ANSWERED = "DELETE FROM asked WHERE case_number = ?1 AND department = ?2";

    /// Nobody is asked on this case any more.
    CLEAR_ASKED = "DELETE FROM asked WHERE case_number = ?1";

    /// Draws the next number of a paper.
    DRAW_NUMBER = "INSERT INTO document_numbers (department, kind, year, last)
        VALUES (?1, ?2, ?3, 1) ON CONFLICT (department, kind, year) DO UPDATE
        SET last = document_numbers.last + 1 RETURNING last";

    /// Files of a case.
    FILES = "SELECT id, material, name, media_type, size, sha256, at FROM case_files
        WHERE case_number = ?1 ORDER BY at, id";

    /// The open cases that a member of staff holds, by due day.
    HELD = "SELECT body FROM cases WHERE department = ?1 AND officer = ?2 AND closed_at IS NULL
        ORDER BY due_on IS NULL, due_on, number LIMIT ?3";

    /// Open cases of a department whose last day is over.
    LATE = "SELECT body FROM cases WHERE department = ?1 AND closed_at IS NULL AND due_on < ?2
        ORDER BY due_on, number LIMIT ?3 OFFSET ?4";

    /// How many there are.
    COUNT_LATE = "SELECT count(*) FROM cases WHERE department = ?1 AND closed_at IS NULL
        AND due_on < ?2";

    /// Open cases of a region whose last day is over.
    LATE_REGION = "SELECT body FROM cases WHERE received_in LIKE ?1 AND closed_at IS NULL
        AND due_on < ?2 ORDER BY due_on, number LIMIT ?3 OFFSET ?4";

    /// How many there are.
    COUNT_LATE_REGION = "SELECT count(*) FROM cases WHERE received_in LIKE ?1
        AND closed_at IS NULL AND due_on < ?2";

    /// How many questions of others a department has not answered.
    COUNT_ASKED = "SELECT count(*) FROM asked WHERE department = ?1";

    /// Results decided before a moment that still wait, the longest first.
    UNCOLLECTED = "SELECT body FROM cases WHERE received_in LIKE ?1 AND state = 'decided'
        AND closed_at IS NULL AND decided_at < ?2 ORDER BY decided_at, number LIMIT ?3 OFFSET ?4";

    /// How many there are.
    COUNT_UNCOLLECTED = "SELECT count(*) FROM cases WHERE received_in LIKE ?1 AND state = 'decided'
        AND closed_at IS NULL AND decided_at < ?2";

    /// Results that wait to be handed over.
    OUTLET = "SELECT body FROM cases WHERE received_in LIKE ?1 AND state = 'decided'
        AND closed_at IS NULL ORDER BY decided_at, number LIMIT ?2 OFFSET ?3";
}
