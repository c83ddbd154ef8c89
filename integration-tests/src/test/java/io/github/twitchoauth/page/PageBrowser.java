package io.github.twitchoauth.page;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.core.io.ClassPathResource;

/**
 * A real browser without a window.
 */
final class PageBrowser implements AutoCloseable {

	static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Path PICTURES = Path.of("target", "page-pictures");

	private final ChromeDriver driver;

	private PageBrowser(ChromeDriver driver) {
		this.driver = driver;
	}

	static PageBrowser start() {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(executable("chromium", "chromium-browser", "google-chrome"));
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
		ChromeDriverService service = new ChromeDriverService.Builder().usingAnyFreePort()
			.usingDriverExecutable(executable("chromedriver"))
			.build();
		return new PageBrowser(new ChromeDriver(service, options));
	}

	private static File executable(String... names) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((directory) -> Stream.of(names).map((name) -> new File(directory, name)))
			.filter(File::canExecute)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					names[0] + " is missing. On Debian: apt-get install chromium chromium-driver"));
	}

	PageBrowser screen(int width, int height, String colorScheme) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
		return this;
	}

	void withoutScript() {
		this.driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
	}

	/**
	 * Let requests fail, as they do when the server is gone.
	 * @param urls patterns of their addresses, none for no failures
	 */
	void failing(String... urls) {
		this.driver.executeCdpCommand("Network.enable", Map.of());
		this.driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(urls)));
	}

	void open(String url) {
		this.driver.get(url);
	}

	String text() {
		return this.driver.findElement(By.tagName("main")).getText();
	}

	/**
	 * Wait until the page shows a text.
	 * @param text the text
	 * @param patience how long to wait at most
	 */
	void await(String text, Duration patience) {
		await(patience, (shown) -> shown.contains(text));
	}

	void awaitNo(String text, Duration patience) {
		await(patience, (shown) -> !shown.contains(text));
	}

	private void await(Duration patience, Predicate<String> condition) {
		new WebDriverWait(this.driver, patience, Duration.ofMillis(20)).ignoring(RuntimeException.class)
			.until((driver) -> condition.test(text()));
	}

	void await(String text) {
		await(text, PATIENCE);
	}

	WebElement find(String css) {
		return this.driver.findElement(By.cssSelector(css));
	}

	void click(String css) {
		find(css).click();
	}

	/**
	 * Press a button of an account.
	 * @param account the account
	 * @param action its action
	 */
	void press(String account, String action) {
		click("form[action$='/" + account + "/" + action + "'] button");
	}

	/**
	 * Follow the link that is shown, and decide there.
	 * @param account the account
	 * @param decision the button's value
	 * @param login who decides
	 */
	void decide(String account, String decision, String login) {
		String page = this.driver.getWindowHandle();
		click("#account-" + account + " li a");
		new WebDriverWait(this.driver, PATIENCE).until((driver) -> driver.getWindowHandles().size() == 2);
		this.driver.getWindowHandles()
			.stream()
			.filter((handle) -> !handle.equals(page))
			.forEach((handle) -> this.driver.switchTo().window(handle));
		WebElement field = new WebDriverWait(this.driver, PATIENCE).ignoring(RuntimeException.class)
			.until((driver) -> driver.findElement(By.id("login")));
		field.clear();
		field.sendKeys(login);
		click("button[value=" + decision + "]");
		await("You can close this page.");
		this.driver.close();
		this.driver.switchTo().window(page);
	}

	Object script(String script) {
		return this.driver.executeScript(script);
	}

	/**
	 * Run a script before that of each page to come.
	 * @param script the script
	 */
	void beforePages(String script) {
		this.driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	/**
	 * Return what axe finds wrong for people who cannot see or point well.
	 * @return its findings
	 */
	Object accessibilityViolations() {
		try {
			this.driver.executeScript(new ClassPathResource("axe.min.js").getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this.driver.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				axe.run().then((result) => done(result.violations.map((violation) => violation.id + ': '
						+ violation.nodes.map((node) => node.html + ' ' + node.failureSummary).join('; '))));
				""");
	}

	List<String> consoleErrors() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.map(Object::toString)
			.filter((entry) -> !entry.contains("favicon.ico"))
			.toList();
	}

	void picture(String name) {
		try {
			Files.createDirectories(PICTURES);
			Files.write(PICTURES.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
