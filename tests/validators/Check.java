import com.adobe.epubcheck.api.EpubCheck;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * Asks EPUBCheck about e-books, many in one run.
 *
 * <p>Each line of standard input is a file. For each come the faults that EPUBCheck finds, one a line, and "DONE".
 */
public class Check {
    /** What it says of any file: a warning of nothing. */
    private static final String OPENING = "WARNING: : ";

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // it also prints what it has seen
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String file = in.readLine(); file != null; file = in.readLine()) {
            StringWriter told = new StringWriter();
            new EpubCheck(new File(file), new PrintWriter(told, true)).doValidate();
            told.toString().lines().filter(line -> !line.equals(OPENING)).forEach(out::println);
            out.println("DONE");
        }
    }
}
