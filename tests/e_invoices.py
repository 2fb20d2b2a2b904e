"""E-invoices: their data in each standard and profile, and PDFs that carry them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf

GUIDELINES = {
    "Factur-X/ZUGFeRD 2 MINIMUM": "urn:factur-x.eu:1p0:minimum",
    "Factur-X/ZUGFeRD 2 BASIC WL": "urn:factur-x.eu:1p0:basicwl",
    "Factur-X/ZUGFeRD 2 BASIC": "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic",
    "Factur-X/ZUGFeRD 2 EN 16931": "urn:cen.eu:en16931:2017",
    "Factur-X/ZUGFeRD 2 EXTENDED": (
        "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
    ),
    "XRechnung (CII)": ("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"),
}
"""The guideline of each profile, by the name that we give it."""

_CII = "urn:un:unece:uncefact:data:standard"
_UBL = "urn:oasis:names:specification:ubl:schema:xsd"


def cross_industry(guideline: str, *, minimum: bool = False, gross: str = "529.87") -> bytes:
    """Factur-X and ZUGFeRD from 2.0 on."""
    due = (
        ""
        if minimum
        else "<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>"
        '<udt:DateTimeString format="102">20260404</udt:DateTimeString>'
        "</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?><!-- made -->
<rsm:CrossIndustryInvoice xmlns:rsm="{_CII}:CrossIndustryInvoice:100"
 xmlns:ram="{_CII}:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="{_CII}:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>{guideline}</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>
</rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>RE-2026/114</ram:ID><ram:TypeCode>380</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">20260305</udt:DateTimeString>
</ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement>
<ram:SellerTradeParty><ram:Name>Löwe &amp; Söhne GmbH</ram:Name></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>Stadtwerke
 Musterstadt</ram:Name></ram:BuyerTradeParty>
</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>{due}
<ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:TaxBasisTotalAmount>473.00</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="USD">61.00</ram:TaxTotalAmount>
<ram:TaxTotalAmount currencyID="EUR">56.87</ram:TaxTotalAmount>
<ram:GrandTotalAmount>{gross}</ram:GrandTotalAmount>
<ram:DuePayableAmount>500.00</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>""".encode()


def zugferd_1(profile: str = "comfort") -> bytes:
    """ZUGFeRD 1.0, whose elements have other names."""
    ferd = "urn:ferd:CrossIndustryDocument:invoice:1p0"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryDocument xmlns:rsm="{ferd}"
 xmlns:ram="{_CII}:ReusableAggregateBusinessInformationEntity:12"
 xmlns:udt="{_CII}:UnqualifiedDataType:15">
<rsm:SpecifiedExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>{ferd}:{profile}</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>
</rsm:SpecifiedExchangedDocumentContext>
<rsm:HeaderExchangedDocument><ram:ID>RE-2026/114</ram:ID><ram:IssueDateTime>
<udt:DateTimeString format="102">20260305</udt:DateTimeString></ram:IssueDateTime>
</rsm:HeaderExchangedDocument>
<rsm:SpecifiedSupplyChainTradeTransaction><ram:ApplicableSupplyChainTradeAgreement>
<ram:SellerTradeParty><ram:Name>Löwe &amp; Söhne GmbH</ram:Name></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>Stadtwerke Musterstadt</ram:Name></ram:BuyerTradeParty>
</ram:ApplicableSupplyChainTradeAgreement><ram:ApplicableSupplyChainTradeSettlement>
<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode><ram:SpecifiedTradePaymentTerms>
<ram:DueDateDateTime><udt:DateTimeString format="102">20260404</udt:DateTimeString>
</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementMonetarySummation>
<ram:TaxBasisTotalAmount currencyID="EUR">473.00</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="EUR">56.87</ram:TaxTotalAmount>
<ram:GrandTotalAmount currencyID="EUR">529.87</ram:GrandTotalAmount>
<ram:DuePayableAmount currencyID="EUR">500.00</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementMonetarySummation></ram:ApplicableSupplyChainTradeSettlement>
</rsm:SpecifiedSupplyChainTradeTransaction></rsm:CrossIndustryDocument>""".encode()


def universal(*, credit: bool = False, guideline: str = "xrechnung_3.0") -> bytes:
    """UBL: an invoice or a credit note."""
    root = "CreditNote" if credit else "Invoice"
    due = (
        "<cac:PaymentMeans><cbc:PaymentDueDate>2026-04-04</cbc:PaymentDueDate></cac:PaymentMeans>"
        if credit
        else ""
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="{_UBL}:{root}-2" xmlns:cac="{_UBL}:CommonAggregateComponents-2"
 xmlns:cbc="{_UBL}:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#{guideline}</cbc:CustomizationID>
<cbc:ID>RE-2026/114</cbc:ID><cbc:IssueDate>2026-03-05</cbc:IssueDate>
{"" if credit else "<cbc:DueDate>2026-04-04</cbc:DueDate>"}
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>Löwe</cbc:Name></cac:PartyName>
<cac:PartyLegalEntity><cbc:RegistrationName>Löwe &amp; Söhne GmbH</cbc:RegistrationName>
</cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Stadtwerke Musterstadt</cbc:Name>
</cac:PartyName></cac:Party></cac:AccountingCustomerParty>{due}
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">56.87</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="EUR">473.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">529.87</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="EUR">500.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
</{root}>""".encode()


def carrying(data: bytes, name: str = "factur-x.xml", *, base: bytes | None = None) -> bytes:
    """A PDF with an attached file; one empty page unless ``base`` has others."""
    writer = pypdf.PdfWriter()
    if base is None:
        writer.add_blank_page(595, 842)
    else:
        writer.append(BytesIO(base))
    writer.add_attachment(name, data)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def written(pdf: bytes, path: Path) -> Path:
    path.write_bytes(pdf)
    return path
