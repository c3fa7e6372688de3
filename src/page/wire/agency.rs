//! News agencies, as they are written in credits.

/// A news agency.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Agency {
    /// What credits call it; longer names first.
    pub(super) names: &'static [&'static str],
    /// What its own site is called, in letters alone.
    pub(super) sites: &'static [&'static str],
}

const fn agency(
    names: &'static [&'static str],
    sites: &'static [&'static str],
) -> Agency {
    Agency { names, sites }
}

/// The agencies whose copy other outlets carry.
pub(super) const AGENCIES: &[Agency] = &[
    agency(&["Agence France-Presse", "Agence France Presse", "AFP"], &["afp", "afpcom"]),
    agency(
        &["Australian Associated Press", "AAP"],
        &["aap", "australianassociatedpress"],
    ),
    agency(&["Associated Press", "AP"], &["ap", "apnews", "associatedpress"]),
    agency(&["Thomson Reuters", "Reuters"], &["reuters", "thomsonreuters"]),
    agency(
        &["Press Association", "PA Media", "PA news agency", "PA"],
        &["pamedia", "pa"],
    ),
    agency(&["Canadian Press"], &["thecanadianpress", "canadianpress"]),
    agency(&["Press Trust of India", "PTI"], &["ptinews", "pti"]),
    agency(&["Asian News International", "ANI"], &["aninews", "ani"]),
    agency(&["IANS"], &["ians"]),
    agency(&["Deutsche Presse-Agentur", "dpa", "DPA"], &["dpa", "dpainternational"]),
    agency(&["epd"], &["epd"]),
    agency(&["KNA"], &["kna", "katholisch"]),
    agency(&["Agencia EFE", "EFE"], &["efe", "agenciaefe"]),
    agency(&["Europa Press"], &["europapress"]),
    agency(&["ANSA", "Ansa"], &["ansa"]),
    agency(&["Adnkronos"], &["adnkronos"]),
    agency(&["Belga"], &["belga", "belganewsagency"]),
    agency(&["ANP"], &["anp"]),
    agency(&["United Press International", "UPI"], &["upi"]),
    agency(&["Xinhua"], &["xinhua", "xinhuanet", "news"]),
    agency(&["Kyodo News", "Kyodo"], &["kyodo", "kyodonews"]),
    agency(&["Jiji Press", "JIJI"], &["jiji"]),
    agency(&["Yonhap News Agency", "Yonhap"], &["yonhap", "yna", "yonhapnewsagency"]),
    agency(&["Interfax"], &["interfax"]),
    agency(&["RIA Novosti"], &["ria", "rianovosti"]),
    agency(&["TASS"], &["tass"]),
    agency(&["Ukrinform"], &["ukrinform"]),
    agency(&["Anadolu Agency", "Anadolu"], &["anadolu", "anadoluagency", "aa"]),
    agency(&["Bernama"], &["bernama"]),
    agency(&["Lusa"], &["lusa"]),
    agency(&["APA"], &["apa"]),
    agency(&["Ritzau"], &["ritzau"]),
    agency(&["NTB"], &["ntb"]),
    agency(&["PAP"], &["pap"]),
    agency(&["Bloomberg News", "Bloomberg"], &["bloomberg"]),
    agency(&["Agencies", "agencies", "Agencias", "agencias", "Agências"], &[]),
];
