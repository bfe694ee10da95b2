import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Validates PDF files against PDF/UA-1 with the veraPDF engine and prints one JSON array on the last line of the
 * output: one array of failed rules per file, empty when the file conforms. Started from source by verapdf.py.
 */
public class Pdfua {
    private static final int SHOWN_PER_RULE = 3;

    public static void main(String[] paths) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        List<String> files = new ArrayList<>();
        for (String path : paths) {
            files.add("[" + String.join(",", validate(new File(path))) + "]");
        }
        System.out.println("[" + String.join(",", files) + "]");
    }

    private static List<String> validate(File file) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
        List<String> failures = new ArrayList<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, SHOWN_PER_RULE, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.getTotalAssertions() == 0) {
                throw new IllegalStateException("veraPDF checked nothing in " + file);
            }
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    failures.add(json(describe(assertion)));
                }
            }
            if (!result.isCompliant() && failures.isEmpty()) {
                failures.add(json("niet conform, zonder nadere melding"));
            }
        }
        return failures;
    }

    private static String describe(TestAssertion assertion) {
        RuleId rule = assertion.getRuleId();
        String error = assertion.getErrorMessage();
        return rule.getClause() + "-" + rule.getTestNumber() + ": " + assertion.getMessage()
                + (error == null || error.equals(assertion.getMessage()) ? "" : " (" + error + ")")
                + " @ " + assertion.getLocation().getContext();
    }

    private static String json(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
