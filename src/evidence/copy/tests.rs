use proptest::prelude::*;

use super::*;
use crate::page;

#[track_caller]
fn check(a: &str, b: &str, expected: bool) {
    let (a, b) = (page::from_text(None, a), page::from_text(None, b));
    let (a, b) = (Index::new(&a), Index::new(&b));
    assert_eq!((is_copy(&a, &b), is_copy(&b, &a)), (expected, expected));
}

/// Two reports of one event, written apart; they share facts and two quotations.
struct Event {
    one: &'static str,
    other: &'static str,
}

const EVENTS: &[Event] = &[
    Event {
        one: "HEXLEY - A mill that has stood beside the Arle for two centuries was gutted by fire on Tuesday night.\n\
            Sixty firefighters worked until dawn to keep the flames from a row of cottages, and nobody was hurt. “We could hear the beams going one after another,” said Ada Lane, who lives across the lane.\n\
            The building had been empty since 2019. Its owner had been refused leave to turn it into flats, and a second application was to be heard next month. “There will be an inquiry and it will be a thorough one,” the fire chief, Ben Ross, told reporters.\n\
            Part of the roof fell into the river. Engineers are to say this week whether the walls can stay.",
        other: "Two hundred years of weaving history went up in smoke in Hexley this week.\n\
            Residents of Weir Cottages were led out in their nightclothes shortly before eleven, as sparks from the old Arle Mill came down on their gardens. “We could hear the beams going one after another,” said Ada Lane, 71. By morning sixty crews' worth of hose lay across the bridge.\n\
            Campaigners who had fought plans for apartments on the site called for answers. “There will be an inquiry and it will be a thorough one,” promised Ben Ross, chief of the county brigade.\n\
            No injuries were reported. The mill closed in 2019, and the council had turned down its conversion.",
    },
    Event {
        one: "Ferry crews will strike for four days from Friday after talks over pay broke down, their union said.\n\
            The Seamen's Guild wants 7% for its 340 members at Dunmarrow Lines, which has offered 4%. “Our members cannot eat promises,” its secretary, Cora Webb, told a meeting in the dock canteen.\n\
            The company said it would run half of its usual crossings with managers and hired hands. “We are sorry for every holiday this spoils,” its director, Dan Hart, wrote to passengers.\n\
            It would be the first stoppage on the route since 1998. Tickets can be changed without a fee.",
        other: "Thousands of holidaymakers face disruption this weekend as a walkout halts sailings to the isles.\n\
            Dunmarrow Lines has told customers booked between Friday and Monday to check before they travel. “We are sorry for every holiday this spoils,” said Dan Hart, who runs the operator. Every second boat is cancelled, and hoteliers fear losses of £1m.\n\
            Behind the dispute is a gap of three percentage points. Staff turned down a rise of 4%. “Our members cannot eat promises,” said Cora Webb of the Guild, which last called its 340 people out in 1998.\n\
            Neither side expects to meet again before the dispute begins.",
    },
    Event {
        one: "The novelist Eve Moss has won this year's Larch Prize for a book that her first publisher refused.\n\
            Judges chose The Salt Road from a shortlist of six. “It made the rest of the pile look tired,” said the chair, Finn Dale, at a dinner in the Corn Exchange.\n\
            Moss, 58, drove a school bus for eleven years and wrote in its back seat. “I kept the letter that said no, and I shall frame it,” she told guests. The prize is worth £30,000.\n\
            Sales of the novel have trebled since August, according to its printer.",
        other: "A former bus driver took home one of the country's richest literary awards last night.\n\
            Eve Moss beat five rivals, among them two past winners, with a story of smugglers and their wives. “I kept the letter that said no, and I shall frame it,” she joked as she held up the cheque for £30,000.\n\
            Finn Dale, who led the panel, said there had been no argument. “It made the rest of the pile look tired,” he explained. Bookshops reported long queues on Wednesday morning.\n\
            The Salt Road was brought out by a press with three employees, above a bakery in Hexley.",
    },
    Event {
        one: "Plans for a tunnel under Quarry Hill were dropped on Monday when the cost rose above £900m.\n\
            The transport minister, Gus Pike, told parliament that buses would do the same work for a tenth of the sum. “I will not bury a billion pounds in a hill,” he said, to cheers from his own benches.\n\
            Opposition members called it a betrayal of the valley. “They measured twice and then they ran away,” said Hana Cole, who has sat for the district since 2015.\n\
            Drilling had been due to start in spring, and £64m had been spent on surveys.",
        other: "Commuters in the Arle valley reacted with anger after the government scrapped the road scheme they were promised for a decade.\n\
            At the Quarry Hill roundabout, where queues reach two miles, drivers sounded their horns. “They measured twice and then they ran away,” said the local member, Hana Cole. Shopkeepers had hoped for quieter streets.\n\
            Ministers blame dearer steel. “I will not bury a billion pounds in a hill,” Gus Pike said in the chamber, where he announced forty extra buses instead.\n\
            Surveyors have already been paid £64m, papers published alongside the statement show.",
    },
    Event {
        one: "A rare white stork has bred in the marshes at Larkfleet, the first to do so in the county in 600 years.\n\
            Three chicks hatched on a disused chimney, wardens said on Sunday. “I put down my tea and cried,” said Ivo Grant, who saw them first through a telescope on the sea wall.\n\
            The parents carry rings from a release in 2022. “Leave the footpath and you may lose us the lot,” the reserve's manager, Jude Marsh, warned visitors. A camera is to be set up.\n\
            Storks were hunted out of the fens in the fifteenth century.",
        other: "Birdwatchers are flocking to a village chimney after a family of storks moved in.\n\
            The pub at Larkfleet has run out of sandwiches twice, and a field has been opened for cars. “Leave the footpath and you may lose us the lot,” pleads a sign with the name of Jude Marsh, in charge of the wetlands.\n\
            It was a volunteer of 66 who noticed three beaks above the brickwork. “I put down my tea and cried,” Ivo Grant recalled.\n\
            Nobody alive has known the species nest there. The adults came from a breeding project four years ago, their leg bands show.",
    },
    Event {
        one: "Shares in Voltmere fell by a fifth on Thursday after it recalled 80,000 batteries that can overheat.\n\
            The maker of packs for bicycles and scooters said it knew of eleven fires. “Stop charging it and put it outside,” its chief engineer, Kit Lowe, advised owners in a video.\n\
            Analysts put the cost at £45m, more than the profit of last year. “Trust burns faster than lithium,” wrote Lena Frost of Harrow Bank, who cut her target for the stock.\n\
            Refunds will be paid within thirty days. The cells came from a supplier that was dropped in March.",
        other: "If you own a Voltmere scooter, do not plug it in tonight: that is the message from the company and from fire brigades.\n\
            Serial numbers that begin with V7 are affected, 80,000 in all. “Stop charging it and put it outside,” said Kit Lowe, who heads engineering at the firm. A family in Stowe escaped through a window last month when one exploded in their hallway.\n\
            Money will be returned to buyers in a month at most. Investors took fright, and the price dropped 20%. “Trust burns faster than lithium,” one broker, Lena Frost, told clients.\n\
            Eleven blazes have been traced to the packs since January.",
    },
    Event {
        one: "The coach of Stowe Rovers resigned on Saturday, an hour after a 6-0 defeat that left the club last in the league.\n\
            Max Neal had been in the post for 94 days and won twice. “I have run out of things to try,” he said, and left the ground by the players' gate.\n\
            The owner said that a successor would be named before Wednesday's match. “We owe the people on that terrace an apology,” Nora Oakes told the club's own channel.\n\
            Rovers have had five coaches in two seasons.",
        other: "They sang for him at the end, which made it worse.\n\
            For ninety minutes on Saturday Max Neal stood in the rain in a suit too thin for November while six goals went in, two of them by a defender he had sold. “I have run out of things to try,” he told us afterwards, unprompted, and that was that.\n\
            Nora Oakes, whose money keeps the lights on, came down to the pitch when the crowd had gone. “We owe the people on that terrace an apology,” she said.\n\
            Who would want the job now? Five men have had it since the summer before last.",
    },
    Event {
        one: "Schools in the islands will stay shut until Thursday after a storm cut the power to 12,000 homes.\n\
            Winds of 104 miles an hour were measured at Varra lighthouse on Monday, the most since records began. “It sounded like a train that never passed,” said Olive Penn, a keeper's daughter.\n\
            Engineers were waiting for calmer seas to bring over cable and poles. “We will not send a crew up a mast to make a headline,” said Pat Quill of Northreach Grid.\n\
            Two fishing boats were lost at their moorings. The hospital is running on its own generator.",
        other: "Families huddled around camp stoves for a second night as the lights stayed out across the archipelago.\n\
            Olive Penn, 44, has opened her kitchen to eleven neighbours. She slept little when the gale came in. “It sounded like a train that never passed,” she said, ladling soup.\n\
            Gusts topped 100mph, and pupils have been told to remain at home. Some complain that repairs are slow. “We will not send a crew up a mast to make a headline,” answered Pat Quill, for the network, which hopes to land a barge with equipment when the swell allows.\n\
            About 12,000 properties were without electricity at the last count.",
    },
];

/// Draws numbers for [`edited`]: a linear congruential generator (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    /// A number from 0 up to, not including, `sides`.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// The text as another desk would print it: a third of its sentences cut, a paragraph
/// moved, one word in `rate` changed, other quotation marks and another dateline.
fn edited(text: &str, rate: u64, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut paragraphs: Vec<String> = text
        .lines()
        .map(|line| {
            let sentences = crate::text::sentences(line).into_iter();
            let kept = sentences.filter(|_| dice.roll(3) > 0);
            kept.map(|span| span.of(line)).collect::<Vec<_>>().join(" ")
        })
        .collect();
    let moved = paragraphs.remove(0);
    paragraphs.push(moved);
    let words = paragraphs.join("\n");
    let changed: Vec<String> = words
        .split(' ')
        .map(|word| {
            if dice.roll(rate) == 0 {
                format!("other{}", dice.roll(999))
            } else {
                word.to_owned()
            }
        })
        .collect();
    let text = changed.join(" ").replace(['“', '”'], "\"");
    format!("LARKFLEET, Nov 3 (Quay News) - {text}")
}

/// A report long enough that a cut of it tells: two of the reports above in a row.
fn reports() -> Vec<String> {
    let pairs = EVENTS.iter().zip(EVENTS.iter().skip(1));
    pairs.map(|(a, b)| format!("{}\n{}", a.one, b.other)).collect()
}

#[test]
fn a_report_cut_by_a_third_and_edited_is_the_same_text() {
    for (seed, report) in (1..).zip(reports()) {
        for rate in [1000, 25, 12] {
            check(&report, &edited(&report, rate, seed), true);
        }
    }
}

#[test]
fn a_report_with_an_introduction_of_its_own_is_the_same_text() {
    for (event, other) in EVENTS.iter().zip(EVENTS.iter().skip(1)) {
        let intro = other.one.lines().next().unwrap();
        check(event.one, &format!("{intro}\n{}", event.one), true);
    }
}

#[test]
fn two_reports_of_one_event_are_two_texts() {
    for event in EVENTS {
        check(event.one, event.other, false);
    }
}

#[test]
fn reports_of_different_events_are_different_texts() {
    let reports = reports();
    for (at, report) in reports.iter().enumerate() {
        // Each shares a report with the next one, so neighbours are left out.
        for other in &reports[(at + 2).min(reports.len())..] {
            check(report, other, false);
        }
    }
}

#[test]
fn typography_and_case_make_no_other_text() {
    let text = EVENTS[0].one;
    check(text, &text.to_uppercase(), true);
    check(text, &text.replace(['“', '”'], "'"), true);
}

#[test]
fn a_closing_paragraph_in_common_makes_no_one_text() {
    let about = "About Voltmere: the company makes battery packs for bicycles, boats and \
        scooters at its works in Stowe, and sells them in forty countries.";
    for event in EVENTS {
        check(
            &format!("{}\n{about}", event.one),
            &format!("{}\n{about}", event.other),
            false,
        );
    }
}

#[test]
fn a_page_of_hardly_more_than_quotations_needs_nearly_all_of_them() {
    let speech = "“We watched the water climb the steps of the chapel and nobody came to help \
        us until the morning, when a boat was sent from the other side with bread and with \
        dry blankets for the children,” she said. “Then it fell.”";
    check(speech, &format!("Ada Lane spoke of it. {speech}"), true);
    let half = &speech[..speech.find(", when").unwrap()];
    let own = "“Our street was spared, and we took in whoever came to the door until the \
        house was full and the kettle dry and the neighbours slept in the hall.”";
    check(speech, &format!("{half},” Ada Lane recalled. {own}"), false);
}

#[test]
fn a_few_words_are_too_few_to_tell() {
    check("The mill burned.", "The mill burned.", false);
    check("", "", false);
    check("", EVENTS[0].one, false);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_two_pages_makes_no_difference(
        a in "(\\PC|\n){0,300}", b in "([a-f]{1,2} |[.“”\n]){0,200}",
    ) {
        let (a, b) = (page::from_text(None, &a), page::from_text(None, &b));
        let (a, b) = (Index::new(&a), Index::new(&b));
        prop_assert_eq!(is_copy(&a, &b), is_copy(&b, &a));
    }

    #[test]
    fn any_report_is_the_same_text_however_it_is_cut(
        at in 0..7usize, seed in any::<u64>(), rate in 15..1000u64,
    ) {
        let report = &reports()[at];
        let (a, b) = (page::from_text(None, report), page::from_text(None, &edited(report, rate, seed)));
        let (a, b) = (Index::new(&a), Index::new(&b));
        // A cut may leave too few words to tell.
        prop_assume!(b.tokens().len() >= 90);
        prop_assert!(is_copy(&a, &b));
    }
}
