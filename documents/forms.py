from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from documents import conf
from documents.codes import normaliseer


class ControleForm(forms.Form):
    """Check a paper: by the code printed on it, or by the PDF itself."""

    code = forms.CharField(
        label="Controlecode",
        required=False,
        max_length=40,
        help_text="Drie groepjes van vier tekens. De code staat onderaan het document, naast de QR-code.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    pdf = forms.FileField(
        label="PDF-bestand",
        required=False,
        help_text="Het bestand zoals u het kreeg. Wij bewaren het niet.",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_code(self) -> str:
        getypt: str = self.cleaned_data["code"]
        if getypt and not normaliseer(getypt):
            raise ValidationError("Vul de code in als drie groepjes van vier tekens, bijvoorbeeld 7K3M-Q9XA-2FTB.")
        return normaliseer(getypt)

    def clean_pdf(self) -> UploadedFile | None:
        pdf: UploadedFile | None = self.cleaned_data["pdf"]
        grens = conf.GRENZEN.max_bytes
        if pdf is not None and (pdf.size or 0) > grens:
            raise ValidationError(f"Kies een bestand van hoogstens {grens // conf.MIB} MB.")
        return pdf

    def clean(self) -> None:
        if not self.errors and not self.cleaned_data.get("code") and not self.cleaned_data.get("pdf"):
            raise ValidationError("Vul de controlecode in of kies het PDF-bestand.")
