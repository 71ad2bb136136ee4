import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks veraPDF about PDF files, many in one run.
 *
 * <p>Each line of standard input is a flavour ("ua1", "2a"), a tab and a file. For each come as many lines as rules
 * that it breaks ("FAIL", clause, test number, what is wrong and where, parted by tabs) and then "DONE" and the
 * number of checks made; or "ERROR" and why the file could not be read.
 */
public class Vera {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] asked = line.split("\t", 2);
            try {
                answer(PDFAFlavour.fromString(asked[0]), asked[1], out);
            } catch (Exception error) {
                out.println("ERROR\t" + flat(String.valueOf(error)));
            }
        }
    }

    private static void answer(PDFAFlavour flavour, String file, PrintStream out) throws Exception {
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String clause = assertion.getRuleId().getClause() + "\t" + assertion.getRuleId().getTestNumber();
                    String where = assertion.getLocation().getContext();
                    out.println("FAIL\t" + clause + "\t" + flat(assertion.getMessage()) + "\t" + flat(where));
                }
            }
            out.println((result.isCompliant() ? "DONE\t" : "BROKEN\t") + result.getTotalAssertions());
        }
    }

    private static String flat(String words) {
        return words.replaceAll("\\s+", " ");
    }
}
