package io.github.twitchoauth.benchmarks.startup;

import java.lang.management.ManagementFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application with a {@code WebClient}. It knows nothing of the starter, nor of the
 * rest of the benchmarks.
 */
@SpringBootApplication
public class BareApplication {

	public static void main(String[] args) {
		SpringApplication.run(BareApplication.class, args).close();
	}

	@Bean
	WebClient webClient(WebClient.Builder builder) {
		return builder.baseUrl("http://localhost").build();
	}

	@Bean
	ApplicationListener<ApplicationReadyEvent> ready() {
		return (event) -> {
			long millis = ManagementFactory.getRuntimeMXBean().getUptime();
			int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
			System.out.println("result:ready=" + millis);
			System.out.println("result:classes=" + classes);
		};
	}

}
