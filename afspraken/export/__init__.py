"""The register as a workbook (.xlsx, .ods) and as .csv, and the edited workbook read back."""
