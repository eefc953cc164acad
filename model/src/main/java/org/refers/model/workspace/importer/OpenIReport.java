package org.refers.model.workspace.importer;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One report of the Open-i collection.
 *
 * @param id such as {@code CXR1}
 * @param findings section FINDINGS, may be empty
 * @param impression section IMPRESSION, may be empty
 * @param headings major MeSH headings, such as {@code Cardiomegaly/borderline} or {@code normal}
 * @param images names of its images without extension
 */
record OpenIReport(String id, String findings, String impression, List<String> headings, List<String> images) {

    private static final String ROOT = "eCitation";
    private static final long MAXIMUM = 1 << 20;
    /** Finding the parser takes longer than reading a report, so it is done once. */
    private static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * Reads a report. Document types and entities are not resolved: a foreign file must not make us open others.
     *
     * @throws IOException with the reason in words that follow the file's name
     */
    static OpenIReport read(Path file) throws IOException {
        if (Files.size(file) > MAXIMUM) {
            throw new IOException("is larger than 1 MB, which no report is");
        }
        try {
            // As characters: the runtime's parser prints on standard error what it cannot decode.
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(TextFiles.report(file)));
            return new Reader(xml).read();
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new IOException("is no well-formed XML (line " + line + ")", e);
        } catch (RuntimeException e) {
            // The runtime's parser stumbles over some damage, for which it has not even a message.
            throw new IOException("is no well-formed XML", e);
        }
    }

    /** Walks through the elements. */
    private static final class Reader {

        private final XMLStreamReader xml;
        private final StringBuilder findings = new StringBuilder();
        private final StringBuilder impression = new StringBuilder();
        private final List<String> headings = new ArrayList<>();
        private final List<String> images = new ArrayList<>();
        private String id = "";

        Reader(XMLStreamReader xml) {
            this.xml = xml;
        }

        OpenIReport read() throws XMLStreamException, IOException {
            xml.nextTag();
            if (!xml.getLocalName().equals(ROOT)) {
                throw new IOException("is no report of Open-i: it begins with " + xml.getLocalName());
            }
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    element();
                }
            }
            if (id.isEmpty()) {
                throw new IOException("has no uId, by which Open-i numbers its reports");
            }
            return new OpenIReport(id, findings.toString(), impression.toString(), List.copyOf(headings),
                    List.copyOf(images));
        }

        private void element() throws XMLStreamException {
            switch (xml.getLocalName()) {
                case "uId" -> id = attribute("id");
                case "parentImage" -> images.add(attribute("id"));
                case "AbstractText" -> section(attribute("Label"));
                case "major" -> headings.add(text());
                default -> {
                    // the rest is bibliography
                }
            }
        }

        private void section(String label) throws XMLStreamException {
            switch (label.toUpperCase(Locale.ROOT)) {
                case "FINDINGS" -> append(findings);
                case "IMPRESSION" -> append(impression);
                default -> {
                    // COMPARISON and INDICATION are not what the picture shows
                }
            }
        }

        private void append(StringBuilder to) throws XMLStreamException {
            to.append(to.isEmpty() ? "" : " ").append(text());
        }

        private String text() throws XMLStreamException {
            return xml.getElementText().replaceAll("\\s+", " ").strip();
        }

        private String attribute(String name) {
            String value = xml.getAttributeValue(null, name);
            return value == null ? "" : value.strip();
        }
    }
}
