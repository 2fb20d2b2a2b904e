"""Abbreviations of German offices that no dictionary has: laws, courts, firms, forms.

Only as they are written: "BauNVO" is one, "BAUNVO" and "BauNV0" are not.
"""

from __future__ import annotations

_LAWS = """
    AGG AktG AO ArbZG AufenthG BauGB BauNVO BAföG BBiG BDSG BEEG BetrKV BetrVG BGB BImSchG
    BRAO BUrlG DSGVO EFZG EGBGB EnEV EnWG ErbStG EStG EUV AEUV FamFG FGO GBO GebAG GEG GenG
    GewO GewStG GG GKG GmbHG GNotKG GrEStG GVG GwG GWB HeizkostenV HGB HOAI InsO JVEG KSchG
    KStG KWG LBauO MarkenG MiLoG MuSchG NachwG OWiG PartG PatG ProdHaftG RVG SGB SGG StBVV
    StGB StPO StVG StVO StVZO TKG TzBfG UStG UrhG UStDV UWG VgV VOB VOL VVG VwGO VwVfG WEG
    WoFlV WpHG ZPO ZVG
"""
_COURTS = "AG ArbG BAG BFH BGH BSG BVerfG BVerwG EuGH LAG LSG OLG OVG VGH"
_FIRMS = "AöR eG eGbR eK GbR gGmbH GmbH KdöR KG KGaA mbB OHG PartGmbB UG haftungsbeschränkt"
_FORMS = """
    AGB BIC BLZ EUR HRA HRB GnR IBAN IdNr MwSt PLZ SEPA SWIFT USt USt-IdNr USt-ID UStIdNr
    kW kWh MWh qm StB RAin
"""
_SHORTENED = """
    Abb Abs Anl Anm Art Az Bd bez Bl Buchst bzgl ca Dipl-Ing Fa ff gem ggf Halbs Hr Fr Hrsg
    inkl insb Inh Kto lit lfd Nr Nrn Pos Postf Rn Rz Std Steuer-Nr Steuernr Str Tel Ust vgl
    zzgl
"""
"""They end with a full stop in most texts, which says nothing here."""

_OFFICE_WORDS = frozenset(f"{_LAWS} {_COURTS} {_FIRMS} {_FORMS} {_SHORTENED}".split())
_LAW_WORDS = frozenset(f"{_LAWS} Abs Nr Nrn Satz Halbs Buchst".split())


def is_office_word(word: str) -> bool:
    """Whether it is such an abbreviation; ``word`` is without punctuation."""
    return word in _OFFICE_WORDS


def is_law_word(word: str) -> bool:
    """Whether it is a law, or a part of one: what follows the number of a paragraph."""
    return word in _LAW_WORDS
